import type { Collection, Index } from './read-models.ts';
import { UnknownCollection } from './errors.ts';
import { checkField } from './query-fields.ts';
import { digestAll, makeDigestTable } from './sqlite-digests.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';

/**
 * A collection as this file keeps it. `d<key>` holds its documents with a column for each indexed field, `m<key>` the
 * elements of its indexed lists, `h<key>` digests of the lists that are seldom asked for.
 */
export interface SqliteCollection {
  readonly key: number;
  readonly name: string;
  readonly documents: string;
  readonly elements: string;
  readonly digests: string;
  /** What may be asked for. */
  readonly indexes: readonly Index[];
  /** Column by field; they are filled with every document, also while their indexes are not yet made or never will be. */
  readonly columns: ReadonlyMap<string, string>;
  /** Number in `m<key>` by field, of the lists whose elements are kept. */
  readonly lists: ReadonlyMap<string, number>;
  /** Number in `h<key>` by field, of the lists whose digests are kept; they are filled with every document. */
  readonly seldom: ReadonlyMap<string, number>;
}

/** A declared index, and whether it is made already: that waits until the collection is filled. */
interface Declared extends Index {
  readonly many: boolean;
  readonly made: boolean;
}

type Kept = Pick<SqliteCollection, 'indexes' | 'columns' | 'lists' | 'seldom'>;
type Found = [key: number, indexes: string];
const understood = new Map<string, Kept>();

/** Looked up at each use, never remembered: another process may have dropped it or made it anew. */
export function findCollection(file: OpenReadFile, name: string): SqliteCollection | undefined {
  const found = file.get<Found>('SELECT key, indexes FROM collections WHERE name = ?', name);
  if (!found) return undefined;
  const [key, text] = found;
  let kept = understood.get(text);
  if (!kept) understood.set(text, (kept = keptOf(JSON.parse(text) as Declared[])));
  return { key, name, ...tablesOf(key), ...kept };
}

export function getCollection(file: OpenReadFile, name: string): SqliteCollection {
  const collection = findCollection(file, name);
  if (!collection) throw new UnknownCollection(name);
  return collection;
}

/** While it is filled no index is made: sorting all values once is several times quicker than keeping them sorted. */
export function prepareCollection(file: OpenReadFile, { name, indexes, filling = false }: Collection): void {
  const found = file.get<Found>('SELECT key, indexes FROM collections WHERE name = ?', name);
  const before = found ? (JSON.parse(found[1]) as Declared[]) : [];
  const added = indexes
    .filter((index) => !before.some((known) => isSame(index, known)))
    .map(({ field, many = false, seldom = false }) => ({ field: checkField(field), many, seldom, made: false }));
  const all: Declared[] = [...before, ...added];
  if (found && added.length === 0 && (filling || all.every(({ made }) => made))) return;
  const key = found ? found[0] : addCollection(file, name);
  const { documents, digests } = tablesOf(key);
  if (!found) makeTables(file, key, all);
  if (added.some(isDigested)) makeDigestTable(file, digests);
  all.forEach((index, n) => {
    if (!found || n < before.length) return;
    if (isDigested(index)) digestAll(file, { documents, digests }, index.field, n);
    else if (!index.many) addColumn(file, documents, index, n);
  });
  if (!filling) all.forEach((index, n) => !index.made && makeIndex(file, key, index, n));
  const made = all.map((index) => (filling ? index : { ...index, made: true }));
  file.statement('UPDATE collections SET indexes = ? WHERE key = ?').run(JSON.stringify(made), key);
}

export function dropCollection(file: OpenReadFile, name: string): void {
  const collection = findCollection(file, name);
  if (!collection) return;
  const { key, documents, elements, digests } = collection;
  file.database.exec(`DROP TABLE ${documents}; DROP TABLE ${elements}; DROP TABLE IF EXISTS ${digests};`);
  file.statement('DELETE FROM parked WHERE collection = ?').run(key);
  file.statement('DELETE FROM collections WHERE key = ?').run(key);
}

/**
 * Where a field is found that may be asked for. In its column an absent one, a list or an object is NULL, true 1 and
 * false 0; NULL sorts before numbers, those before text.
 */
export function columnOf({ name, columns }: SqliteCollection, field: string): string {
  if (field === 'id') return 'id';
  const column = columns.get(field);
  if (column === undefined) throw new Error(`${name} keeps no column of ${field}.`);
  return column;
}

export function pathOf(field: string): string {
  return `'$.${checkField(field)}'`;
}

function tablesOf(key: number): Pick<SqliteCollection, 'documents' | 'elements' | 'digests'> {
  return { documents: `d${key}`, elements: `m${key}`, digests: `h${key}` };
}

function keptOf(declared: readonly Declared[]): Kept {
  const numbered = declared.map((index, n) => ({ ...index, n }));
  const numbers = (chosen: (index: Declared) => boolean) =>
    new Map(numbered.filter(chosen).map(({ field, n }) => [field, n]));
  return {
    indexes: declared.filter(({ made }) => made).map(({ made: _made, ...index }) => index),
    columns: new Map(numbered.filter(({ many }) => !many).map(({ field, n }) => [field, `f${n}`])),
    lists: numbers((index) => index.many && index.made && !isDigested(index)),
    seldom: numbers(isDigested),
  };
}

function isDigested({ many, seldom }: Index): boolean {
  return Boolean(many && seldom);
}

function addCollection(file: OpenReadFile, name: string): number {
  const added = file.statement('INSERT INTO collections (name, indexes) VALUES (?, ?)').run(name, '[]');
  return Number(added.lastInsertRowid);
}

/** The body comes last: what stands behind it is slow to reach. */
export function makeTables(file: OpenReadFile, key: number, indexes: readonly Index[]): void {
  const { documents, elements } = tablesOf(key);
  const columns = indexes.map(({ many }, n) => (many ? '' : `f${n} ANY, `)).join('');
  file.database.exec(`
    CREATE TABLE ${documents} (doc INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
      position TEXT NOT NULL, live INTEGER NOT NULL, ${columns}body TEXT) STRICT;
    CREATE TABLE ${elements} (field INTEGER NOT NULL, value ANY NOT NULL, doc INTEGER NOT NULL,
      PRIMARY KEY (field, value, doc)) STRICT, WITHOUT ROWID;
  `);
}

function addColumn(file: OpenReadFile, documents: string, { field }: Index, n: number): void {
  const path = pathOf(field);
  const value = `CASE WHEN json_type(body, ${path}) NOT IN ('object', 'array') THEN json_extract(body, ${path}) END`;
  file.database.exec(`ALTER TABLE ${documents} ADD COLUMN f${n} ANY; UPDATE ${documents} SET f${n} = ${value};`);
}

function makeIndex(file: OpenReadFile, key: number, index: Index, n: number): void {
  const { field, many, seldom } = index;
  if (seldom) return;
  const { documents, elements } = tablesOf(key);
  if (!many) {
    // A new document has few of its fields yet: an entry for each that is absent would be a page to write for each.
    const present = `live = 1 AND f${n} IS NOT NULL`;
    file.database.exec(`CREATE INDEX ${documents}_f${n} ON ${documents} (f${n}, id) WHERE ${present}`);
    return;
  }
  const path = pathOf(field);
  file.database.exec(`INSERT OR IGNORE INTO ${elements} SELECT ${n}, element.atom, d.doc
    FROM ${documents} d, json_each(d.body, ${path}) element
    WHERE d.live = 1 AND json_type(d.body, ${path}) <> 'object' AND element.atom IS NOT NULL ORDER BY 2, 3`);
}

function isSame(one: Index, other: Index): boolean {
  return one.field === other.field && !one.many === !other.many && !one.seldom === !other.seldom;
}
