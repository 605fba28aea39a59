import type { BackOffice, DoorParts } from '#libs/assembly';
import { demonstrate } from '#libs/demonstration';
import { LOG_OPENED, type RecordedEvent } from '#libs/event-store';
import { dayInMorocco } from '#libs/kernel';

const SEED = 'idmaj';

/** Tells the made-up foundation into a log that holds nothing yet; any other log is left as it is. */
export async function loadDemonstration(parts: DoorParts, office: BackOffice): Promise<void> {
  const first: readonly RecordedEvent[] = await parts.events.readAll('', 2);
  if (first.some(({ type }) => type !== LOG_OPENED)) return;
  const today = dayInMorocco(parts.clock.now());
  const { people, projects } = await demonstrate(parts, { seed: SEED, today, settled: () => office.settled() });
  process.stdout.write(
    `A made-up foundation was told: ${people} people, ${projects} projects. DEMO=off leaves it out.\n`,
  );
}
