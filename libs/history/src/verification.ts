import { BEGINNING, type EventStore, LOG_STREAM, type Position, type RecordedEvent } from '#libs/event-store';
import { canonicalJson } from '#libs/kernel';
import { personStreams, type PersonStreamsDocument } from '#libs/projections';
import type { AnyProjection, ReadModels, Seen, Views } from '#libs/read-models';
import { fieldChanges } from './field-changes.ts';
import { kindOf } from './history-kinds.ts';
import { indexHolds } from './index-holds.ts';
import type { Decode } from './told-event.ts';

export interface VerificationParts {
  readonly events: EventStore;
  readonly readModels: ReadModels;
  readonly views: Views;
  readonly projections: readonly AnyProjection[];
  readonly decode: Decode;
  /** How long the read models may take to hold what the log holds. */
  readonly patienceMs: number;
}

/** A document that is not what its events make it. */
export interface Finding {
  readonly projection: string;
  readonly key: string;
  /** Paths of the fields that differ, `(missing)`, `(no event)`, or what could not be done. */
  readonly differs: readonly string[];
}

/** Which documents are looked at. */
export type Wanted = (projection: string, key: string) => boolean;

type Evolve = (document: object | undefined, event: Seen, key: string) => object | null | undefined;
type Body = object | undefined;

const PAGE = 1_000;

/** Folds documents anew from the log and compares them with those that are read. */
export class Verification {
  private position: Position = BEGINNING;
  private readonly folded = new Map<string, Map<string, Body>>();
  /** What could not be folded, or what the index would not find, by projection and key. */
  private readonly faults = new Map<string, Finding>();
  private readonly byType = new Map<string, AnyProjection[]>();
  events = 0;
  documents = 0;

  constructor(
    private readonly parts: VerificationParts,
    private wanted: Wanted,
  ) {
    for (const projection of parts.projections) {
      this.folded.set(projection.name, new Map());
      for (const { type } of projection.on) this.byType.set(type, [...(this.byType.get(type) ?? []), projection]);
    }
  }

  /** Reads the log on to its end; answers whether there was anything. */
  async readOn(): Promise<boolean> {
    const from = this.position;
    for (;;) {
      const page = await this.parts.events.readAll(this.position, PAGE);
      for (const event of page) this.fold(event);
      this.position = page.at(-1)?.position ?? this.position;
      if (page.length < PAGE) return this.position > from;
    }
  }

  /** Documents that differ from what the log read so far makes of them; from then on only these are looked at. */
  async differing(): Promise<Finding[]> {
    const findings = [...this.faults.values()];
    const live = new Map((await this.parts.views.status()).map(({ name, live }) => [name, live]));
    for (const { name } of this.parts.projections) {
      await indexHolds(this.parts.views, name, this.position, this.parts.patienceMs);
      const collection = live.get(name);
      if (collection !== undefined) findings.push(...(await this.compare(name, collection)));
    }
    const keys = new Set(findings.map(({ projection, key }) => `${projection} ${key}`));
    this.wanted = (projection, key) => keys.has(`${projection} ${key}`);
    return findings;
  }

  private fold(recorded: RecordedEvent): void {
    this.events++;
    if (recorded.stream === LOG_STREAM || !this.byType.has(recorded.type)) return;
    const event = this.parts.decode(recorded);
    for (const projection of this.byType.get(recorded.type) ?? []) {
      for (const key of projection.keys(event)) {
        if (this.wanted(projection.name, key)) this.foldInto(projection, key, event);
      }
    }
    this.checkIndex(event);
  }

  private foldInto(projection: AnyProjection, key: string, event: Seen): void {
    const { name } = projection;
    const evolve: Evolve = (document, seen, of) => projection.evolve(document as never, seen, of);
    const documents = this.folded.get(name);
    try {
      documents?.set(key, evolve(documents.get(key), event, key) ?? undefined);
    } catch {
      this.fault(name, key, `(cannot fold ${event.type} at ${event.stream}/${event.revision})`);
    }
  }

  /** Whoever an event is about must find it: in a stream of their own, or through the index. */
  private checkIndex({ id, stream, revision, envelope: { subjects } }: Seen): void {
    if (kindOf(stream) === undefined) return;
    for (const person of subjects) {
      if (person === id || !this.wanted(personStreams.name, person)) continue;
      const index = this.folded.get(personStreams.name)?.get(person) as PersonStreamsDocument | undefined;
      const last = index?.streams[stream]?.at(-1)?.[1];
      if (last !== revision) this.fault(personStreams.name, person, `(does not name ${stream}/${revision})`);
    }
  }

  private fault(projection: string, key: string, what: string): void {
    const known = this.faults.get(`${projection} ${key}`)?.differs ?? [];
    this.faults.set(`${projection} ${key}`, { projection, key, differs: [...known, what] });
  }

  private async compare(name: string, collection: string): Promise<Finding[]> {
    const findings: Finding[] = [];
    const unseen = new Set<string>();
    for (const [key, body] of this.folded.get(name) ?? []) if (body && this.wanted(name, key)) unseen.add(key);
    for (let after = ''; ;) {
      const page = await this.parts.readModels.scan(collection, after, PAGE);
      for (const { id, stored } of page) {
        if (!this.wanted(name, id)) continue;
        unseen.delete(id);
        this.documents++;
        const differs = differences(this.folded.get(name)?.get(id), stored.body ?? undefined);
        if (differs.length > 0) findings.push({ projection: name, key: id, differs });
      }
      const last = page.at(-1);
      if (!last) break;
      after = last.id;
    }
    return [...findings, ...[...unseen].map((key) => ({ projection: name, key, differs: ['(missing)'] }))];
  }
}

function differences(folded: Body, live: Body): string[] {
  if (canonicalJson(folded ?? null) === canonicalJson(live ?? null)) return [];
  if (!live) return ['(missing)'];
  if (!folded) return ['(no event)'];
  const fields = fieldChanges(plain(live), plain(folded)).map(({ field }) => field);
  return fields.length > 0 ? fields : ['(what it is found by)'];
}

/** As it would be stored: what is undefined is absent. */
function plain(body: object): object {
  return JSON.parse(JSON.stringify(body)) as object;
}
