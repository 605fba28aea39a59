import type { Lease } from './read-models.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';

type Row = [holder: string, fence: number, running: number];

/** SQLite's clock is the machine's, and all that open the file are on that machine. */
const NOW_MS = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`;

/** Runs inside a write transaction. */
export function takeLease(file: OpenReadFile, name: string, holder: string, ttlMs: number): Lease | undefined {
  const [owner, last, running] = file.get<Row>(
    `SELECT holder, fence, until > ${NOW_MS} FROM leases WHERE name = ?`,
    name,
  ) ?? ['', 0, 0];
  if (running === 1 && owner !== holder) return undefined;
  const fence = running === 1 ? last : last + 1;
  file
    .statement(`INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ${NOW_MS} + CAST(? AS INTEGER))`)
    .run(name, holder, fence, ttlMs);
  return { name, holder, fence };
}

/** The row stays, so that the fence never repeats. */
export function endLease(file: OpenReadFile, { name, holder, fence }: Lease): void {
  file.statement('UPDATE leases SET until = 0 WHERE name = ? AND holder = ? AND fence = ?').run(name, holder, fence);
}
