import { type Line, numbersOf } from './line.ts';
import type { PeopleIndex } from './people-index.ts';

/**
 * Lines that may be about one person come into one lane, one after the other by their day, so that the order of the
 * file does not matter; different lanes share no number and nobody, so they may run at once.
 */
export function lanesOf<L extends Line>(lines: readonly L[], index: PeopleIndex): L[][] {
  const joined = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let next = joined.get(at); next !== undefined && next !== at; next = joined.get(at)) at = next;
    joined.set(key, at);
    return at;
  };
  const keysOf = lines.map((line) => {
    const numbers = numbersOf(line);
    const people = line.register === undefined ? [] : index.holders(line.establishment, line.register);
    const byCard = line.cin === undefined ? undefined : index.holderOf(line.cin);
    const keys = [...numbers, ...[...people, ...(byCard ? [byCard] : [])].map(({ id }) => `person ${id}`)];
    return keys.length > 0 ? keys : [`line ${line.line}`];
  });
  for (const [first = '', ...others] of keysOf) {
    for (const other of others) joined.set(root(other), root(first));
  }
  const lanes = new Map<string, L[]>();
  lines.forEach((line, at) => {
    const key = root(keysOf[at]?.[0] ?? '');
    const lane = lanes.get(key);
    if (lane) lane.push(line);
    else lanes.set(key, [line]);
  });
  for (const lane of lanes.values()) lane.sort((one, other) => compare(one.on, other.on) || one.line - other.line);
  return [...lanes.values()];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Empties the lanes, working on at most `inFlight` of them at once; the first failure stops the rest and is thrown. */
export async function runLanes<L>(
  lanes: (readonly L[])[],
  inFlight: number,
  work: (line: L, isFirst: boolean) => Promise<void>,
): Promise<void> {
  // Taken from the end and let go of, so that what is done no longer takes memory.
  lanes.reverse();
  let failed = false;
  const runner = async () => {
    for (let lane = lanes.pop(); lane; lane = lanes.pop()) {
      for (const [at, line] of lane.entries()) {
        if (failed) return;
        try {
          await work(line, at === 0);
        } catch (error) {
          failed = true;
          throw error;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, runner));
}
