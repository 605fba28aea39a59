import { idFrom, Problem } from '#libs/kernel';
import { createHash } from 'node:crypto';
import type { LineOutcome } from './import-parts.ts';
import { Lanes } from './lanes.ts';
import { type Line, numbersOf } from './line.ts';
import type { ListKind } from './list-kind.ts';
import { PackedLines } from './packed-lines.ts';
import type { PeopleByNumber } from './people-by-number.ts';
import { Cells } from './read-cells.ts';
import { readRows } from './read-rows.ts';

/** A line that can be read, and the ids of all who ever claimed one of its numbers. */
export interface ReadLine<L extends Line> {
  readonly line: L;
  readonly ids: readonly string[];
}

export interface ReadList<L extends Line> {
  readonly lines: PackedLines<ReadLine<L>>;
  /** Of `lines`, by their place there. */
  readonly lanes: Lanes;
  /** Of the lines that cannot be read. */
  readonly outcomes: LineOutcome[];
  /** The same for the same lines in any order and number. */
  readonly batchId: string;
}

/** Reads a whole list, asking for the people of some lines at once. Throws a `Problem` about the file. */
export async function readList<L extends Line>(
  kind: ListKind<L>,
  file: string,
  people: PeopleByNumber,
  atOnce: number,
): Promise<ReadList<L>> {
  const { language, rows } = await readRows(file, kind.layout);
  const lines = new PackedLines<ReadLine<L>>();
  const lanes = new Lanes();
  const outcomes: LineOutcome[] = [];
  const said = new Set<string>();
  let some: L[] = [];
  const take = async () => {
    const known = await Promise.all(some.map((line) => people.idsAbout(line)));
    some.forEach((line, at) => {
      const ids = [...(known[at] ?? [])];
      lines.add({ line, ids });
      lanes.add(line.on, [...numbersOf(line), ...ids]);
    });
    some = [];
  };
  for await (const { line: place, cells } of rows) {
    try {
      if (!cells) throw new Problem('import.cells-do-not-fit');
      const line = kind.read(place, new Cells(cells, language));
      said.add(digestOf(kind.wordsOf(line)));
      some.push(line);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      outcomes.push({ line: place, outcome: 'refused', code: error.code, params: error.params });
    }
    if (some.length === atOnce) await take();
  }
  await take();
  return { lines, lanes, outcomes, batchId: idFrom('import', kind.name, digestOf([...said].sort().join())) };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
