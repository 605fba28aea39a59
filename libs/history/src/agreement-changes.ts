import type { EventStore } from '#libs/event-store';
import { type AgreementDocument, agreements } from '#libs/projections';
import { LRUCache } from 'lru-cache';
import { type FieldChange, fieldChanges } from './field-changes.ts';
import type { Decode } from './told-event.ts';

interface Known {
  document: AgreementDocument | undefined;
  /** By revision: what each event changed. */
  readonly changes: (readonly FieldChange[])[];
}

/** Agreements kept; each holds a few figures an event. */
const KEPT = 100;

/**
 * What each event of an agreement changed in it. The agreement is shared by many people, so it is folded once and
 * remembered: what is recorded never changes.
 */
export class AgreementChanges {
  private readonly known = new LRUCache<string, Known>({ max: KEPT });

  constructor(
    private readonly events: EventStore,
    private readonly decode: Decode,
  ) {}

  async at(stream: string, revision: number): Promise<readonly FieldChange[]> {
    const known = this.known.get(stream) ?? { document: undefined, changes: [] };
    if (known.changes.length <= revision) await this.readOn(stream, known, revision);
    this.known.set(stream, known);
    return known.changes[revision] ?? [];
  }

  private async readOn(stream: string, known: Known, revision: number): Promise<void> {
    const from = known.changes.length;
    for (const event of await this.events.readStream(stream, { from, limit: revision - from + 1 })) {
      // Two questions may read the same stretch at once.
      if (event.revision !== known.changes.length) continue;
      const after = agreements.evolve(known.document, this.decode(event), '') ?? undefined;
      known.changes.push(fieldChanges(known.document, after));
      known.document = after;
    }
  }
}
