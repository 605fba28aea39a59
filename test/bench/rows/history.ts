import { caseFile, fold } from '#libs/casework';
import { idFrom } from '#libs/kernel';
import { openDatabase } from '#libs/sqlite';
import { join } from 'node:path';
import { inSeconds, interleaved, median, ratios, type Row } from '../measure.ts';
import { encodedBy, note, openFolder } from '../typical-log.ts';

const ROUNDS = 9;
const TURNS = 5;
const CASES = 400;
const EVENTS = 50;

/** A case of fifty events: read, decoded and folded, beside the same rows selected and parsed. */
export async function history(folder: string): Promise<Row[]> {
  const idmaj = await openFolder(join(folder, 'history'));
  const streams = Array.from({ length: CASES }, (_none, n) => `case-${idFrom('history', String(n))}`);
  const enrolled = { centre: 'CAR-AGA', enrolledOn: '2024-03-01', agreedOn: '2024-03-01', phase: 'detention' };
  for (const stream of streams) {
    const facts = [
      { type: 'InmateEnrolled', data: enrolled },
      ...Array.from({ length: EVENTS - 1 }, (_none, n) => note(n)),
    ];
    await idmaj.events.append(
      stream,
      'no-stream',
      facts.map((fact, n) => encodedBy(idmaj.codec, stream, n, fact, stream.slice(5))),
    );
  }
  const raw = openDatabase(join(folder, 'history', 'events.sqlite'), { readOnly: true });
  const select = raw.prepare(
    `SELECT position, revision, type, id, data, metadata FROM events
     WHERE stream = (SELECT key FROM streams WHERE name = ?) ORDER BY revision`,
  );
  select.setReturnArrays(true);
  const milliseconds = async (work: () => unknown) => ((await inSeconds(work)) * 1000) / CASES;
  const figures = await interleaved(ROUNDS, TURNS, {
    raw: () =>
      milliseconds(() => {
        for (const stream of streams) {
          const rows = select.all(stream) as [number, number, number, Uint8Array, string, string][];
          if (rows.map((row) => [JSON.parse(row[4]), JSON.parse(row[5])]).length !== EVENTS) throw new Error('Lost.');
        }
      }),
    folded: () =>
      milliseconds(async () => {
        for (const stream of streams) {
          const events = await idmaj.events.readStream(stream);
          const state = fold(caseFile, events.map((event) => idmaj.codec.decode(event)) as never);
          if (events.length !== EVENTS || state.status !== 'open') throw new Error('Lost.');
        }
      }),
    twice: () =>
      milliseconds(async () => {
        for (const stream of [...streams, ...streams]) await idmaj.events.readStream(stream);
      }),
  });
  raw.close();
  await idmaj.close();
  const twice = median(ratios(figures.twice, figures.raw));
  return [
    {
      name: 'history',
      measure: 'a 50-event history read, decoded and folded ÷ selected and parsed',
      goal: { atMost: 1.3 },
      unit: ' × time',
      rounds: ratios(figures.folded, figures.raw),
      details: { 'ms a history': median(figures.folded), 'raw ms': median(figures.raw) },
      control: { what: 'the stream read twice', value: twice, failed: twice > 1.3 },
    },
  ];
}
