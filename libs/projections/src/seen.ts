import type { EventCodec } from '#libs/casework';
import type { RecordedEvent } from '#libs/event-store';
import type { Seen } from '#libs/read-models';

/** Reads stored events as projections, processes and the history see them. Throws `UnknownEvent`. */
export function seenBy(codec: EventCodec): (event: RecordedEvent) => Seen {
  return (event) => {
    const { type, data, actor, occurredOn, envelope } = codec.decode(event);
    const { stream, revision, position } = event;
    return { type, data, actor, occurredOn, envelope, id: aggregateIdOf(stream), stream, revision, position };
  };
}

const UUID_LENGTH = 36;

/** `project-<uuid>` → the uuid; other streams carry no aggregate. */
function aggregateIdOf(stream: string): string {
  return stream.slice(-UUID_LENGTH);
}
