import { EventCodec, events as declarations } from '#libs/casework';
import { type Envelope, WrittenEvent } from '#libs/event-store';
import { seenBy } from '#libs/projections';
import { property, assert, constantFrom, array, record, string, uuid, integer, oneof } from 'fast-check';

const decode = seenBy(new EventCodec(declarations));
const ID = '6f1c8f1e-3c5b-4a52-9d1f-3f0f3c1c2a10';

/** Texts that look like JSON, for whoever cuts text out of JSON. */
const text = oneof(
  string(),
  constantFrom(
    ',"correlationId":"x"',
    '"]',
    '\\',
    '\\"',
    ']',
    '","',
    ',"subjects":[]',
    'تارودانت',
    ',"schemaVersion":1}',
  ),
);
const envelope = record({
  commandId: uuid(),
  commandDigest: text,
  command: text,
  correlationId: oneof(uuid(), text),
  causationId: uuid(),
  actor: record({ id: text, role: text, unit: text }),
  occurredOn: oneof(constantFrom('2026-03-02'), text),
  recordedAt: text,
  subjects: array(oneof(uuid(), text), { maxLength: 3 }),
  channel: constantFrom('http' as const, 'cli' as const),
  schemaVersion: constantFrom(1),
});

function written(metadata: string, note: string): WrittenEvent {
  const data = JSON.stringify({ text: note });
  return new WrittenEvent('0000000000000001', `case-${ID}`, 3, 'NoteWritten', ID.replaceAll('-', ''), data, metadata);
}

describe('An event that is read from its text only as far as it is asked', () => {
  it('says what the event says, whatever is written in it', () => {
    assert(
      property(envelope, text, integer({ min: 0, max: 2 }), (said, note, indent) => {
        const event = written(JSON.stringify(said, null, indent), note);
        expect(told(event)).toEqual(told({ ...plain(event) }));
      }),
    );
  });

  it('says so whatever the order of its fields', () => {
    assert(
      property(envelope, text, (said, note) => {
        const event = written(JSON.stringify(Object.fromEntries(Object.entries(said).toReversed())), note);
        expect(told(event)).toEqual(told({ ...plain(event) }));
      }),
    );
  });

  it('is refused where its type is declared nowhere', () => {
    const { stream, position } = written('{}', '');
    const event = new WrittenEvent(position, stream, 0, 'NeverDeclared', '', '{}', '{}');
    expect(() => decode(event)).toThrow(/declared nowhere/);
  });
});

function plain({ id, type, data, metadata, stream, revision, position }: WrittenEvent) {
  return { id, type, data, metadata, stream, revision, position };
}

/** Field by field, since an event in text has only getters. */
function told(event: Parameters<typeof decode>[0]) {
  const { id, type, data, stream, revision, position, actor, occurredOn, envelope: e } = decode(event);
  const whole: Envelope = {
    commandId: e.commandId,
    commandDigest: e.commandDigest,
    command: e.command,
    correlationId: e.correlationId,
    causationId: e.causationId,
    actor: e.actor,
    occurredOn: e.occurredOn,
    recordedAt: e.recordedAt,
    subjects: e.subjects,
    channel: e.channel,
    schemaVersion: e.schemaVersion,
  };
  return { id, type, data, stream, revision, position, actor, occurredOn, whole };
}
