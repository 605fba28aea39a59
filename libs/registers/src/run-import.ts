import { Problem } from '#libs/kernel';
import type { ImportOptions, ImportParts, ImportResult, LineOutcome } from './import-parts.ts';
import { runLanes } from './lanes.ts';
import type { Line } from './line.ts';
import { LineWorker } from './line-worker.ts';
import type { ListKind } from './list-kind.ts';
import { PeopleByNumber } from './people-by-number.ts';
import { readList } from './read-list.ts';

const IMPORTERS = ['data-steward', 'prison-officer'];
const LINES_IN_FLIGHT = 128;

/**
 * Reads a list whole, then works through it. Throws a `Problem` about the file before anything is sent, or when the
 * store cannot be reached: what was done then stays done, and the same list again does the rest.
 */
export async function runImport<L extends Line>(
  kind: ListKind<L>,
  parts: ImportParts,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const { actor, dryRun = false, inFlight = LINES_IN_FLIGHT, progress = () => undefined } = options;
  if (!IMPORTERS.includes(actor.role)) {
    throw new Problem('auth.forbidden', { command: `import ${kind.name}`, role: actor.role });
  }
  const people = new PeopleByNumber(parts);
  const { lines, lanes, outcomes, batchId: itsOwn } = await readList(kind, file, people, inFlight);
  const count = lines.count + outcomes.length;
  const batchId = options.batchId ?? itsOwn;
  const worker = new LineWorker(kind, parts, people, { ...options, batchId, dryRun });
  progress(outcomes.length, count);
  await runLanes(lanes.inOrder(), inFlight, async (place, isFirst) => {
    const { line, ids } = lines.at(place);
    // What a line before it changed is not known from when the list was read.
    outcomes.push(await worker.outcomeOf(line, isFirst ? ids : undefined));
    progress(outcomes.length, count);
  });
  outcomes.sort((one, other) => one.line - other.line);
  return { batchId, dryRun, lines: count, ...countsOf(outcomes), outcomes };
}

function countsOf(outcomes: readonly LineOutcome[]) {
  const counts = { applied: 0, repeated: 0, doubtful: 0, refused: 0 };
  const byProvince: Record<string, number> = {};
  for (const { outcome, province } of outcomes) {
    counts[outcome]++;
    if (outcome === 'applied' && province) byProvince[province] = (byProvince[province] ?? 0) + 1;
  }
  return { ...counts, byProvince };
}
