import type { Idmaj, Worker } from '#libs/assembly';
import { demonstrate } from '#libs/demonstration';
import { LOG_OPENED, type RecordedEvent } from '#libs/event-store';
import { dayInMorocco } from '#libs/kernel';

const SEED = 'idmaj';

/** Tells the made-up foundation into a log that holds nothing yet; any other log is left as it is. */
export async function loadDemonstration(idmaj: Idmaj, worker: Worker): Promise<void> {
  const first: readonly RecordedEvent[] = await idmaj.events.readAll('', 2);
  if (first.some(({ type }) => type !== LOG_OPENED)) return;
  const today = dayInMorocco(idmaj.clock.now());
  const { people, projects } = await demonstrate(idmaj, { seed: SEED, today, settled: () => worker.settled() });
  process.stdout.write(
    `A made-up foundation was told: ${people} people, ${projects} projects. DEMO=off leaves it out.\n`,
  );
}
