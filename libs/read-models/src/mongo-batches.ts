import { randomUUID } from 'node:crypto';
import type { AnyBulkWriteOperation, Collection } from 'mongodb';
import { documentOf, type MongoDocument } from './mongo-documents.ts';
import { driver } from './mongo-driver.ts';
import { DUPLICATE, writeErrors } from './mongo-errors.ts';
import type { Index, Replacement } from './read-models.ts';

const CHUNK = 1000;

/**
 * Replaces documents, each only if it is still at the revision it was read at, and answers the ids of those that were
 * not. A crash anywhere in between is repaired by doing the batch again.
 */
export async function replaceDocuments(
  collection: Collection<MongoDocument>,
  replacements: readonly Replacement[],
  indexes: readonly Index[],
): Promise<string[]> {
  const lost: string[] = [];
  for (let at = 0; at < replacements.length; at += CHUNK) {
    lost.push(...(await replaceChunk(collection, replacements.slice(at, at + CHUNK), indexes)));
  }
  return lost;
}

async function replaceChunk(
  collection: Collection<MongoDocument>,
  chunk: readonly Replacement[],
  indexes: readonly Index[],
): Promise<string[]> {
  const mark = randomUUID().slice(0, 13);
  const writes = chunk.map((replacement) => writeOf(documentOf(replacement, indexes, mark), replacement.readAt));
  const { matched, refused } = await unorderedWrite(collection, writes);
  const lost = refused.flatMap((index) => chunk[index]?.id ?? []);
  const replaced = chunk.filter(({ readAt }) => readAt !== undefined);
  return matched === replaced.length ? lost : [...lost, ...(await lostOf(collection, replaced, mark))];
}

function writeOf(document: MongoDocument, readAt: number | undefined): AnyBulkWriteOperation<MongoDocument> {
  if (readAt === undefined) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: document._id, rev: readAt }, replacement: document } };
}

async function unorderedWrite(
  collection: Collection<MongoDocument>,
  writes: AnyBulkWriteOperation<MongoDocument>[],
): Promise<{ matched: number; refused: number[] }> {
  try {
    return { matched: (await collection.bulkWrite(writes, { ordered: false })).matchedCount, refused: [] };
  } catch (error) {
    if (!(error instanceof driver().MongoBulkWriteError)) throw error;
    const errors = writeErrors(error);
    const unsure = error.result.getWriteConcernError() !== undefined;
    if (unsure || errors.length === 0 || errors.some(({ code }) => code !== DUPLICATE)) throw error;
    return { matched: error.result.matchedCount, refused: errors.map(({ index }) => index) };
  }
}

/** The server counts what it replaced and does not say which; the mark does. */
async function lostOf(
  collection: Collection<MongoDocument>,
  replaced: readonly Replacement[],
  mark: string,
): Promise<string[]> {
  const ids = replaced.map(({ id }) => id);
  const found = await collection
    .find({ _id: { $in: ids }, mark })
    .project<Pick<MongoDocument, '_id'>>({ _id: 1 })
    .toArray();
  const ours = new Set(found.map(({ _id }) => _id));
  return ids.filter((id) => !ours.has(id));
}
