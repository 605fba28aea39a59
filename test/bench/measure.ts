import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the table: the figure is a ratio (or an amount), judged by its median over the rounds. */
export interface Row {
  readonly name: string;
  /** What is measured, over what. */
  readonly measure: string;
  readonly goal?: { readonly atLeast?: number; readonly atMost?: number };
  readonly unit?: string;
  readonly rounds: readonly number[];
  /** What the figure was made of: medians a second, bytes, milliseconds. */
  readonly details?: Readonly<Record<string, number | string>>;
  /** The same measure where it must fail; the row is void if it does not. */
  readonly control?: { readonly what: string; readonly value: number; readonly failed: boolean };
  /** Why this run does not count. */
  readonly void?: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs the sides by turns, each round in the opposite order of the one before; answers each side's figures by round. */
export async function interleaved<K extends string>(
  rounds: number,
  turns: number,
  sides: Readonly<Record<K, () => Promise<number> | number>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(sides) as K[];
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < rounds; round++) {
    const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
    for (let turn = 0; turn < turns; turn++) {
      const order = (round + turn) % 2 === 0 ? names : names.toReversed();
      for (const name of order) taken[name].push(await sides[name]());
    }
    for (const name of names) figures[name].push(mean(taken[name]));
  }
  return figures;
}

export function ratios(above: readonly number[], below: readonly number[]): number[] {
  return above.map((value, round) => value / (below[round] ?? Number.NaN));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export async function inSeconds(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

const BLOCK = Buffer.alloc(4096, 7);
const MOST_SPREAD = 2;

/** 4 KiB written and synced, again and again: what the disk can do while the rest is measured. */
export class FsyncControl {
  private readonly rates: number[] = [];

  constructor(private readonly folder: string) {}

  take(milliseconds = 300): number {
    const path = join(this.folder, 'fsync-control');
    const file = openSync(path, 'w');
    const from = performance.now();
    let count = 0;
    while (performance.now() - from < milliseconds) {
      writeSync(file, BLOCK, 0, BLOCK.length, (count++ % 256) * BLOCK.length);
      fsyncSync(file);
    }
    const rate = count / ((performance.now() - from) / 1000);
    closeSync(file);
    rmSync(path);
    this.rates.push(rate);
    return rate;
  }

  get details(): { readonly 'fsync/s': number; readonly 'fsync spread': number } {
    return { 'fsync/s': median(this.rates), 'fsync spread': Math.max(...this.rates) / Math.min(...this.rates) };
  }

  /** Why the run does not count, if the disk was not the same throughout. */
  get void(): { readonly void?: string } {
    const spread = this.details['fsync spread'];
    return spread > MOST_SPREAD ? { void: `the fsync control spread ${spread.toFixed(1)}-fold` } : {};
  }
}
