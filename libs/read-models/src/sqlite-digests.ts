import type { JsonObject } from '#libs/kernel';
import { valuesAt } from './document-fields.ts';
import type { Scalar } from './read-models.ts';
import type { OpenReadFile } from './sqlite-open-file.ts';
import { sqlValue } from './sqlite-values.ts';

/**
 * Lists that are seldom asked for have no index, in which every element would be a page to write: a row a document holds
 * the digests of its elements, and a look-up passes over all rows, four bytes an element. What it finds is compared.
 */
export function makeDigestTable(file: OpenReadFile, digests: string): void {
  file.database.exec(`CREATE TABLE IF NOT EXISTS ${digests} (doc INTEGER NOT NULL, field INTEGER NOT NULL,
    elements BLOB NOT NULL, PRIMARY KEY (doc, field)) STRICT, WITHOUT ROWID`);
}

/** Of documents that were written before the list was declared. */
export function digestAll(
  file: OpenReadFile,
  { documents, digests }: { readonly documents: string; readonly digests: string },
  field: string,
  list: number,
): void {
  for (const [doc] of file.all<[number]>(`SELECT doc FROM ${documents} WHERE live = 1`)) {
    const [text = '{}'] = file.get<[string]>(`SELECT body FROM ${documents} WHERE doc = ?`, doc) ?? [];
    writeDigest(file, digests, doc, list, valuesAt(JSON.parse(text) as JsonObject, field));
  }
}

export function writeDigest(
  file: OpenReadFile,
  digests: string,
  doc: number,
  list: number,
  values: readonly Scalar[],
): void {
  if (values.length === 0) file.statement(`DELETE FROM ${digests} WHERE doc = ? AND field = ?`).run(doc, list);
  else file.statement(`INSERT OR REPLACE INTO ${digests} VALUES (?, ?, ?)`).run(doc, list, digestOf(...values));
}

const BYTES = 4;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Four bytes a value. They are in files: they may never change. */
export function digestOf(...values: readonly Scalar[]): Buffer {
  const digest = Buffer.allocUnsafe(values.length * BYTES);
  values.forEach((value, n) => digest.writeUInt32BE(hashOf(String(sqlValue(value))), n * BYTES));
  return digest;
}

function hashOf(text: string): number {
  let hash = FNV_START;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), FNV_PRIME);
  return hash >>> 0;
}
