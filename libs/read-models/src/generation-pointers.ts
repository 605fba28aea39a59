import { BEGINNING } from '#libs/event-store';
import type { JsonObject } from '#libs/kernel';
import { UnknownCollection } from './errors.ts';
import type { AnyProjection } from './projection.ts';
import type { Lease, ReadModels, Stored } from './read-models.ts';

/** Where a projection's documents are. Names are of physical collections, `<projection>@<version>.<generation>`. */
export interface Pointer {
  /** What queries read. */
  readonly live?: string;
  /** What is being built to take its place. */
  readonly building?: string;
  /** Set by whoever wants the parked events folded again; taken away when that is done. */
  readonly replay?: boolean;
  /** Replaced or given up; dropped by the worker. */
  readonly retired?: readonly string[];
}

const POINTERS = 'projections';

/** One small document per projection says which generation is live; changed only by who saw its present state. */
export class GenerationPointers {
  constructor(private readonly readModels: ReadModels) {}

  prepare(): Promise<void> {
    return this.readModels.prepare([{ name: POINTERS, indexes: [] }]);
  }

  async get(name: string): Promise<Pointer> {
    return (await this.all([name])).get(name) ?? {};
  }

  /** Where no worker has ever been there are none. */
  async all(names: readonly string[]): Promise<ReadonlyMap<string, Pointer>> {
    const found = await this.readModels.load(POINTERS, names).catch((error: unknown) => {
      if (error instanceof UnknownCollection) return new Map<string, Stored>();
      throw error;
    });
    return new Map(names.map((name) => [name, (found.get(name)?.body ?? {}) as Pointer]));
  }

  /** Applies the change to the present state; a change that answers what it was given writes nothing. */
  async change(name: string, change: (before: Pointer) => Pointer, lease?: Lease): Promise<Pointer> {
    for (;;) {
      const found = (await this.readModels.load(POINTERS, [name])).get(name);
      const before = (found?.body ?? {}) as Pointer;
      const after = change(before);
      if (after === before) return before;
      const body = { ...after, id: name } as unknown as JsonObject;
      const replacements = [{ id: name, readAt: found?.rev, position: BEGINNING, body }];
      const { lost } = await this.readModels.save([
        { collection: POINTERS, replacements, ...(lease ? { lease } : {}) },
      ]);
      if (!lost.has(POINTERS)) return after;
    }
  }
}

/** Whether a generation was made by the projection as it is declared now. */
export function isOfVersion(collection: string | undefined, { name, version }: AnyProjection): boolean {
  return collection?.startsWith(`${name}@${version}.`) ?? false;
}

export function nextGeneration(projection: AnyProjection, { live, building, retired = [] }: Pointer): string {
  const numbers = [live, building, ...retired]
    .filter((collection) => isOfVersion(collection, projection))
    .map((collection) => Number(collection?.split('.').at(-1)));
  return `${projection.name}@${projection.version}.${Math.max(0, ...numbers) + 1}`;
}
