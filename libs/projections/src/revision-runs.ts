/** Revisions of a stream in ascending order, as runs without a gap: `[[0, 4], [9, 9]]`. */
export type RevisionRuns = readonly (readonly [from: number, to: number])[];

/** The runs with one more revision, later than all of them; one they hold already changes nothing. */
export function withRevision(runs: RevisionRuns, revision: number): RevisionRuns {
  const last = runs.at(-1);
  if (!last || revision > last[1] + 1) return [...runs, [revision, revision]];
  if (revision <= last[1]) return runs;
  return [...runs.slice(0, -1), [last[0], revision]];
}
