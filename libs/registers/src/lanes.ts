/**
 * Lines that may be about one person come into one lane, one after the other by their day, so that the order of the
 * file does not matter; different lanes share no number and nobody, so they may run at once.
 */
export class Lanes {
  /** By line: its day as a number, and a line before it in its lane, or itself. */
  private readonly days: number[] = [];
  private readonly before: number[] = [];
  private readonly firstWith = new Map<number, number>();

  /** The next line of the list: its day, and by what another could turn out to be about the same person. */
  add(day: string, keys: Iterable<string>): void {
    const line = this.days.push(Number(day.replaceAll('-', ''))) - 1;
    this.before.push(line);
    for (const key of keys) {
      // Two keys that look the same only put two lanes into one.
      const short = shortened(key);
      const first = this.firstWith.get(short);
      if (first === undefined) this.firstWith.set(short, line);
      else this.join(first, line);
    }
  }

  /** The lanes as places of lines in the list, in the order of their first lines. Nothing is added afterwards. */
  *inOrder(): Generator<readonly number[]> {
    this.firstWith.clear();
    const first = this.before.map((_before, line) => this.firstOf(line));
    const lines = Uint32Array.from(first.keys()).sort(
      (one, other) =>
        (first[one] ?? 0) - (first[other] ?? 0) || (this.days[one] ?? 0) - (this.days[other] ?? 0) || one - other,
    );
    let lane: number[] = [];
    for (const line of lines) {
      const [head] = lane;
      if (head !== undefined && first[head] !== first[line]) {
        yield lane;
        lane = [];
      }
      lane.push(line);
    }
    if (lane.length > 0) yield lane;
  }

  private join(one: number, other: number): void {
    const [first, second] = [this.firstOf(one), this.firstOf(other)];
    this.before[Math.max(first, second)] = Math.min(first, second);
  }

  private firstOf(line: number): number {
    let first = line;
    for (let at = this.before[first]; at !== undefined && at !== first; at = this.before[first]) first = at;
    this.before[line] = first;
    return first;
  }
}

/** FNV-1a, as an integer that needs no object of its own. */
function shortened(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >> 1;
}

/** Empties the lanes, working on at most `inFlight` of them at once; the first failure stops the rest and is thrown. */
export async function runLanes(
  lanes: Iterator<readonly number[]>,
  inFlight: number,
  work: (line: number, isFirst: boolean) => Promise<void>,
): Promise<void> {
  let failed = false;
  const runner = async () => {
    for (let lane = lanes.next(); !lane.done; lane = lanes.next()) {
      for (const [at, line] of lane.value.entries()) {
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
