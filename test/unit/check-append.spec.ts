import fc from 'fast-check';
import { encodeAppend, InvalidAppend, MAX_APPEND_BYTES, type NewEvent, TooLarge } from '#libs/event-store';

const event: NewEvent = {
  id: '6F1D3F0E-5f0b-4a36-9a55-0d0c4a1f7e11',
  type: 'ProjectProposed',
  data: { title: 'نجارة' },
  metadata: { channel: 'http' },
};
const refusal = (stream: string, expected: unknown, events: unknown): unknown => {
  try {
    return encodeAppend(stream, expected as number, events as NewEvent[]);
  } catch (error) {
    return error;
  }
};

describe('An append before any engine sees it', () => {
  it('becomes JSON text, with its id in small letters', () => {
    expect(encodeAppend('project-1', 'no-stream', [event])).toEqual([
      {
        id: event.id.toLowerCase(),
        type: 'ProjectProposed',
        data: '{"title":"نجارة"}',
        metadata: '{"channel":"http"}',
      },
    ]);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '0', 'any', undefined])(
    'is refused when it expects %p',
    (expected) => {
      expect(refusal('project-1', expected, [event])).toBeInstanceOf(InvalidAppend);
    },
  );

  it.each([0, 7, Number.MAX_SAFE_INTEGER, 'no-stream'])('may expect %p', (expected) => {
    expect(refusal('project-1', expected, [event])).toHaveLength(1);
  });

  it('is refused without a stream, without events, or with an event that lacks an id or a type', () => {
    expect(refusal('', 'no-stream', [event])).toBeInstanceOf(InvalidAppend);
    expect(refusal('project-1', 'no-stream', [])).toBeInstanceOf(InvalidAppend);
    for (const part of [{ id: '' }, { id: '42' }, { id: `${event.id}0` }, { type: '' }]) {
      expect(refusal('project-1', 'no-stream', [event, { ...event, ...part }])).toBeInstanceOf(InvalidAppend);
    }
  });

  it.each([undefined, null, [], 'text', 7, { amount: 1n }])('is refused when data or metadata are %p', (value) => {
    expect(refusal('project-1', 'no-stream', [{ ...event, data: value }])).toBeInstanceOf(InvalidAppend);
    expect(refusal('project-1', 'no-stream', [{ ...event, metadata: value }])).toBeInstanceOf(InvalidAppend);
  });

  it('names the stream and the type, never what the event says', () => {
    const error = refusal('project-1', 'no-stream', [{ ...event, data: { cin: 'AB123456', amount: 1n } }]);
    expect(String(error)).toBe('InvalidAppend: ProjectProposed for project-1 cannot be written as JSON.');
  });

  it('may hold 1,048,576 bytes of data over all its events, whatever the letters', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', 'ك', '🌱', '"', '\n'), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, two) => {
        const [a, b] = [one, two].map((words) => ({ ...event, data: { words } }));
        const used = Buffer.byteLength(JSON.stringify(a?.data)) + Buffer.byteLength(JSON.stringify(b?.data));
        const rest = (bytes: number) => ({ ...event, data: { pad: 'x'.repeat(bytes - used - '{"pad":""}'.length) } });
        expect(refusal('project-1', 'no-stream', [a, b, rest(MAX_APPEND_BYTES)])).toHaveLength(3);
        const over = refusal('project-1', 'no-stream', [a, b, rest(MAX_APPEND_BYTES + 1)]);
        expect(over).toBeInstanceOf(TooLarge);
        expect(over).toMatchObject({ bytes: MAX_APPEND_BYTES + 1, limit: MAX_APPEND_BYTES });
      }),
      { numRuns: 20 },
    );
  });
});
