import { EventCodec } from '#libs/casework';
import { type RecordedEvent, SqliteEventStore } from '#libs/event-store';
import { canonicalJson, type EventDefinition, type Fact, type JsonObject } from '#libs/kernel';
import {
  type AnyProjection,
  projection,
  ProjectionRunner,
  type ReadModels,
  type RunnerParts,
  type Seen,
  SqliteReadModels,
  Views,
} from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Purchase {
  readonly province: string;
  readonly centimes: number;
}

/** An event whose data nobody checks: here it is about folding alone. */
function event<T extends string, D extends object>(type: T): EventDefinition<T, D> {
  return Object.assign((data: D) => ({ type, data }), {
    type,
    version: 1,
    schema: {},
    personal: [],
    faults: () => undefined,
    read: (data: JsonObject) => data as unknown as D,
  });
}

export const ToolsBought = event<'ToolsBought', Purchase>('ToolsBought');
export const ToolsReturned = event<'ToolsReturned', Purchase>('ToolsReturned');
export const WorkshopClosed = event<'WorkshopClosed', object>('WorkshopClosed');
export const WorkshopPainted = event<'WorkshopPainted', { readonly colour: string }>('WorkshopPainted');
export const workshopEvents = [ToolsBought, ToolsReturned, WorkshopClosed, WorkshopPainted];

interface Workshop {
  readonly id: string;
  readonly province?: string;
  readonly centimes: number;
  /** Revisions folded in, in their order: a lost, doubled or displaced event shows. */
  readonly history: readonly number[];
}

/** One document per workshop, which goes when the workshop closes. */
export const workshops = projection('workshops', {
  version: 1,
  on: [ToolsBought, ToolsReturned, WorkshopClosed],
  indexes: [{ field: 'province' }, { field: 'centimes' }],
  keys: (event) => [event.id],
  evolve(before: Workshop | undefined, event): Workshop | null {
    const { centimes, history } = before ?? { centimes: 0, history: [] };
    switch (event.type) {
      case 'ToolsBought': {
        const { province, centimes: more } = event.data;
        return { id: event.id, province, centimes: centimes + more, history: [...history, event.revision] };
      }
      case 'ToolsReturned': {
        const { province, centimes: less } = event.data;
        return { id: event.id, province, centimes: centimes - less, history: [...history, event.revision] };
      }
      case 'WorkshopClosed':
        return null;
    }
  },
});

interface Total {
  readonly id: string;
  readonly centimes: number;
  readonly events: number;
}

/** One document per province, and one for all, that every purchase changes. */
export const totals = projection('totals', {
  version: 1,
  on: [ToolsBought, ToolsReturned],
  indexes: [{ field: 'centimes' }],
  keys: (event) => ['all', event.data.province],
  evolve(before: Total | undefined, event, key): Total {
    const sign = event.type === 'ToolsBought' ? 1 : -1;
    const { centimes, events } = before ?? { centimes: 0, events: 0 };
    return { id: key, centimes: centimes + sign * event.data.centimes, events: events + 1 };
  },
});

export const codec = new EventCodec(new Map(workshopEvents.map((event) => [event.type, event])));

export function decodeWith(events: EventCodec): (event: RecordedEvent) => Seen {
  return (event) => {
    const { stream, revision, position } = event;
    const { type, data, actor, occurredOn, envelope } = events.decode(event);
    const id = stream.slice(stream.indexOf('-') + 1);
    return { type, data, id, stream, revision, position, actor, occurredOn, envelope };
  };
}

/** A folder with an event file and a file of read models, and whoever works on them. */
export class Workplace {
  private readonly revisions = new Map<string, number>();
  private readonly closing: (() => Promise<void>)[] = [];

  private constructor(
    readonly folder: string,
    readonly events: SqliteEventStore,
    readonly readModels: SqliteReadModels,
  ) {}

  static async open(): Promise<Workplace> {
    const folder = await mkdtemp(join(tmpdir(), 'idmaj-projections-'));
    const events = await SqliteEventStore.open(join(folder, 'events.db'));
    return new Workplace(folder, events, await SqliteReadModels.open(join(folder, 'read-models.db')));
  }

  async close(): Promise<void> {
    for (const close of this.closing.toReversed()) await close();
    await this.events.close();
    await this.readModels.close();
    await rm(this.folder, { recursive: true });
  }

  /** The same file of read models, opened once more, as another process would. */
  async openReadModels(): Promise<SqliteReadModels> {
    const other = await SqliteReadModels.open(join(this.folder, 'read-models.db'));
    this.closing.push(() => other.close());
    return other;
  }

  async happened(workshop: string, ...facts: readonly Fact[]): Promise<string> {
    const revision = this.revisions.get(workshop) ?? -1;
    const events = facts.map((fact) => codec.encode(randomUUID(), fact, envelope()));
    const { position } = await this.append(workshop, revision, events);
    return position;
  }

  /** An event as another program might have written it. */
  async happenedRaw(workshop: string, type: string, data: JsonObject = {}): Promise<string> {
    const event = {
      id: randomUUID(),
      type,
      data,
      metadata: { ...envelope(), schemaVersion: 1 } as unknown as JsonObject,
    };
    const { position } = await this.append(workshop, this.revisions.get(workshop) ?? -1, [event]);
    return position;
  }

  runner(parts: Partial<RunnerParts> = {}): ProjectionRunner {
    const runner = new ProjectionRunner({
      events: this.events,
      readModels: this.readModels,
      projections: [workshops, totals],
      decode: decodeWith(codec),
      ...parts,
    });
    this.closing.push(() => runner.stop());
    return runner;
  }

  views(projections: readonly AnyProjection[] = [workshops, totals], readModels: ReadModels = this.readModels): Views {
    return new Views({ readModels, events: this.events, projections });
  }

  /** Everything queries can see of a projection, in one comparable text per document. */
  async documents(name: string, projections?: readonly AnyProjection[]): Promise<readonly string[]> {
    const { items } = await this.views(projections).find(name, { limit: 100_000 });
    return items.map(canonicalJson);
  }

  private async append(workshop: string, revision: number, events: Parameters<SqliteEventStore['append']>[2]) {
    const appended = await this.events.append(`workshop-${workshop}`, revision < 0 ? 'no-stream' : revision, events);
    this.revisions.set(workshop, appended.revision);
    return appended;
  }
}

export function envelope() {
  return {
    commandId: randomUUID(),
    commandDigest: '',
    command: 'buy-tools',
    correlationId: randomUUID(),
    causationId: randomUUID(),
    actor: { id: 'amal', role: 'case-worker', unit: 'MA-LAA' },
    occurredOn: '2026-03-01',
    recordedAt: '2026-03-01T09:00:00.000Z',
    subjects: [],
    channel: 'http' as const,
  };
}
