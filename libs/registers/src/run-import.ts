import { idFrom, Problem } from '#libs/kernel';
import { createHash } from 'node:crypto';
import type { ImportOptions, ImportParts, ImportResult, LineOutcome } from './import-parts.ts';
import { lanesOf, runLanes } from './lanes.ts';
import type { Line } from './line.ts';
import { LineWorker } from './line-worker.ts';
import type { ListKind } from './list-kind.ts';
import { PeopleIndex } from './people-index.ts';
import { Cells } from './read-cells.ts';
import { readRows } from './read-rows.ts';

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
  const { lines, outcomes } = await readLines(kind, file);
  const count = lines.length + outcomes.length;
  const batchId = options.batchId ?? batchOf(kind, lines);
  const index = new PeopleIndex(parts.events, parts.codec);
  await index.catchUp();
  const worker = new LineWorker(kind, parts, index, { ...options, batchId, dryRun });
  progress(outcomes.length, count);
  await runLanes(lanesOf(lines.splice(0), index), inFlight, async (line, isFirst) => {
    if (!isFirst && !dryRun) await index.catchUp();
    outcomes.push(await worker.outcomeOf(line));
    progress(outcomes.length, count);
  });
  outcomes.sort((one, other) => one.line - other.line);
  return { batchId, dryRun, lines: count, ...countsOf(outcomes), outcomes };
}

async function readLines<L extends Line>(
  kind: ListKind<L>,
  file: string,
): Promise<{ lines: L[]; outcomes: LineOutcome[] }> {
  const { language, rows } = await readRows(file, kind.layout);
  const lines: L[] = [];
  const outcomes: LineOutcome[] = [];
  for await (const { line, cells } of rows) {
    try {
      if (!cells) throw new Problem('import.cells-do-not-fit');
      lines.push(kind.read(line, new Cells(cells, language)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      outcomes.push({ line, outcome: 'refused', code: error.code, params: error.params });
    }
  }
  return { lines, outcomes };
}

/** The same for the same lines in any order and number. */
function batchOf<L extends Line>(kind: ListKind<L>, lines: readonly L[]): string {
  const said = new Set(lines.map((line) => createHash('sha256').update(kind.wordsOf(line)).digest('base64')));
  return idFrom(
    'import',
    kind.name,
    createHash('sha256')
      .update([...said].sort().join())
      .digest('base64'),
  );
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
