import type { EventCodec } from '#libs/casework';
import { type RecordedEvent, WrittenEvent } from '#libs/event-store';
import type { Seen } from '#libs/read-models';
import { SeenInText } from './seen-in-text.ts';

/** Reads stored events as projections, processes and the history see them. Throws `UnknownEvent`. */
export function seenBy(codec: EventCodec): (event: RecordedEvent) => Seen {
  return (event) => {
    const { stream, revision, position } = event;
    const id = aggregateIdOf(stream);
    if (event instanceof WrittenEvent) return new SeenInText(id, event, codec.definitionOf(event));
    const { type, data, actor, occurredOn, envelope } = codec.decode(event);
    return { type, data, actor, occurredOn, envelope, id, stream, revision, position };
  };
}

const UUID_LENGTH = 36;

/** `project-<uuid>` → the uuid; other streams carry no aggregate. */
function aggregateIdOf(stream: string): string {
  return stream.slice(-UUID_LENGTH);
}
