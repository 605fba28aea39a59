import type { Envelope, NewEvent, RecordedEvent } from '#libs/event-store';
import type { AnyEventDefinition, Fact, JsonObject } from '#libs/kernel';
import type { Happened } from './aggregate.ts';

/** A stored event that no definition knows: the program is older than its log, or something else wrote into it. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';

  constructor(event: RecordedEvent) {
    super(`${event.type} at ${event.stream}/${event.revision} is declared nowhere. Run a version that knows it.`);
  }
}

/** The one place where facts become stored events and stored events become facts again. */
export class EventCodec {
  constructor(private readonly definitions: ReadonlyMap<string, AnyEventDefinition>) {}

  encode(id: string, fact: Fact, envelope: Omit<Envelope, 'schemaVersion'>): NewEvent {
    const definition = this.definitions.get(fact.type);
    if (!definition) throw new Error(`The fact ${fact.type} is declared nowhere.`);
    const faults = definition.faults(fact.data);
    if (faults) throw new Error(`A rule stated ${faults}.`);
    // Not by a spread: a field added after one costs a hidden class each time (docs/performance.md).
    const metadata = Object.assign({}, envelope, { schemaVersion: definition.version });
    return { id, type: fact.type, data: fact.data as JsonObject, metadata: metadata as unknown as JsonObject };
  }

  decode(event: RecordedEvent): Happened & { readonly envelope: Envelope } {
    const definition = this.definitionOf(event);
    const envelope = event.metadata as unknown as Envelope;
    return {
      type: event.type,
      data: definition.read(event.data, envelope.schemaVersion),
      actor: envelope.actor,
      occurredOn: envelope.occurredOn,
      envelope,
    };
  }

  /** Throws `UnknownEvent`. */
  definitionOf(event: RecordedEvent): AnyEventDefinition {
    const definition = this.definitions.get(event.type);
    if (!definition) throw new UnknownEvent(event);
    return definition;
  }
}
