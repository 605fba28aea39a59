import { randomUUID } from 'node:crypto';
import type { Collection, Index, Page, Query, ReadModels } from '#libs/read-models';
import type { JsonObject } from '#libs/kernel';
import { describeBatches } from './read-models-batches.contract.ts';
import { describeCollections } from './read-models-collections.contract.ts';
import { describeDocuments } from './read-models-documents.contract.ts';
import { describeGroups } from './read-models-groups.contract.ts';
import { describeLeases } from './read-models-leases.contract.ts';
import { describeModel } from './read-models-model.contract.ts';
import { describePaging } from './read-models-paging.contract.ts';
import { describeQueries } from './read-models-queries.contract.ts';
import { describeSeldom } from './read-models-seldom.contract.ts';

export interface OpenedReadModels {
  readonly readModels: ReadModels;
  /** A second connection to the same data, as another process has it. The suite closes it. */
  readonly openAnother: () => Promise<ReadModels>;
  /** Closes the read models and removes what was made for the test. */
  close(): Promise<void>;
}

/** The opened read models of the suite that runs. */
export type Opened = () => OpenedReadModels;

/** What every adapter of the read-model port must do. Collections and leases have random names. */
export function readModelsContract(name: string, open: () => Promise<OpenedReadModels>): void {
  describe(`Read models: ${name}`, () => {
    let opened: OpenedReadModels | undefined;
    const current: Opened = () => {
      if (!opened) throw new Error('The read models are not open.');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    }, 600_000);
    afterAll(async () => opened?.close(), 60_000);

    describeCollections(current);
    describeDocuments(current);
    describeBatches(current);
    describeQueries(current);
    describeSeldom(current);
    describePaging(current);
    describeGroups(current);
    describeLeases(current);
    describeModel(current);
  });
}

export function newCollection(...fields: readonly (string | Index)[]): Collection {
  const indexes = fields.map((field) => (typeof field === 'string' ? { field } : field));
  return { name: `projects-${randomUUID().slice(0, 8)}@1.1`, indexes };
}

/** Text that sorts as the number does. */
export function positionOf(event: number): string {
  return String(event).padStart(20, '0');
}

let events = 0;

/** Replaces documents as they are now, whatever they were. */
export async function written(
  readModels: ReadModels,
  collection: string,
  documents: Readonly<Record<string, JsonObject | null>>,
): Promise<void> {
  const before = await readModels.load(collection, Object.keys(documents));
  const position = positionOf(++events);
  const replacements = Object.entries(documents).map(([id, body]) => ({
    id,
    readAt: before.get(id)?.rev,
    position,
    body,
  }));
  expect((await readModels.save([{ collection, replacements }])).lost).toEqual(new Map());
}

/** A prepared collection that holds these documents, each with its `id` among its fields. */
export async function filled(
  readModels: ReadModels,
  fields: readonly (string | Index)[],
  documents: Readonly<Record<string, JsonObject>>,
): Promise<string> {
  const collection = newCollection(...fields);
  await readModels.prepare([collection]);
  const named = Object.entries(documents).map(([id, body]) => [id, { id, ...body }] as const);
  await written(readModels, collection.name, Object.fromEntries(named));
  return collection.name;
}

export function idOf(document: JsonObject): string {
  return document['id'] as string;
}

/** The ids of every page, one list per page. */
export async function pages(readModels: ReadModels, collection: string, query: Query): Promise<string[][]> {
  const all: string[][] = [];
  for (let after = query.after; ;) {
    const page: Page = await readModels.find(collection, after ? { ...query, after } : query);
    all.push(page.items.map(idOf));
    if (!page.next) return all;
    after = page.next;
  }
}

/** The ids of the documents that meet the conditions. */
export async function idsWhere(readModels: ReadModels, collection: string, ...where: NonNullable<Query['where']>) {
  const found = (await readModels.find(collection, { where, limit: 1000 })).items.map(({ id }) => id);
  expect(await readModels.count(collection, where)).toBe(found.length);
  return found;
}
