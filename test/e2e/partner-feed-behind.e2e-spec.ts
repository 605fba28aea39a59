import { ConsentWithdrawn, LifePlanAgreed } from '#libs/casework';
import { cloudEvent, FeedFold, type FeedItem, NumberingRunner, PartnerFeed, WITHHELD } from '#libs/partner-feed';
import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { streamFeed } from '../../apps/api/src/feed/feed-stream.ts';
import type { SentEvent } from '../support/feed-reader.ts';
import { PURPOSE } from '../support/feed-workplace.ts';
import { type FeedWorkplace, openFeedWorkplace } from './partner-feed-workplace.ts';

let workplace: FeedWorkplace;
let partner: string;
let people: string[];

beforeEach(async () => {
  workplace = await openFeedWorkplace();
  partner = randomUUID();
  people = Array.from({ length: 3 }, () => randomUUID());
  await workplace.facts.partner(partner);
  for (const person of people) await workplace.facts.person(person);
});
afterEach(() => workplace.close());

const hash = (purpose: string, text: string) => workplace.idmaj.identity.keys.keyedHash(purpose, text);
const plan = LifePlanAgreed({ agreedOn: '2026-03-01', goals: [] });

/** Plans, and now and then a project, of one person after the other. */
async function happen(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const person = people[n % people.length] ?? '';
    if (n % 7 === 0) await workplace.facts.proposes(person);
    else await workplace.facts.happened(`case-${person}`, plan);
  }
}
async function settled(numbering = workplace.numbering): Promise<void> {
  await numbering.caughtUpTo(await workplace.idmaj.events.head());
}
async function pulled(after: number, limit: number): Promise<SentEvent[]> {
  return (await workplace.ask(`/v1/feed?after=${after}&limit=${limit}`, { as: ['partner', '*', partner] })).json();
}
/** The items that the log gives the partner. */
async function numbered(): Promise<readonly FeedItem[]> {
  const fold = new FeedFold(hash);
  const log = await workplace.idmaj.events.readAll('', 10_000);
  const items = log
    .filter(({ type }) => FeedFold.concerns(type))
    .flatMap((event) => fold.apply(workplace.idmaj.decode(event)));
  return items.filter(({ partnerId }) => partnerId === partner);
}

it('a partner far behind gets the same events from any number on, in pages of any size', async () => {
  await happen(345);
  await settled();
  const sent = (await numbered()).map((item) => JSON.parse(cloudEvent(item)) as SentEvent);
  expect(sent).toHaveLength(345);
  for (const after of [0, 1, 99, 100, 101, 199, 250, 344, 345]) {
    for (const limit of [1, 2, 99, 100, 101, 300, 500]) {
      expect(await pulled(after, limit)).toEqual(sent.slice(after, after + limit));
    }
  }
});

it('what may no longer leave is withheld at its own number, however long ago that was', async () => {
  await happen(210);
  const [gone = ''] = people;
  await workplace.facts.happened(
    `consent-${gone}`,
    ConsentWithdrawn({ purpose: PURPOSE, recipient: 'indh-committee' }),
  );
  await settled();
  const items = await numbered();
  const sent = await pulled(0, 500);
  expect(sent).toHaveLength(211);
  for (const [index, { type, id, sequence }] of sent.entries()) {
    const item = items[index];
    expect({ id, sequence }).toEqual({ id: item?.id, sequence: index + 1 });
    const isOfGone = item?.personId === gone && sequence <= 210;
    expect(type).toBe(isOfGone ? WITHHELD : item?.type);
  }
});

it('numbering that was stopped and started again goes on where it was, also for those far behind', async () => {
  await happen(150);
  await settled();
  await workplace.numbering.stop();
  await happen(140);
  const again = new NumberingRunner({ ...workplace.idmaj, hash, holder: 'another' });
  again.start();
  await settled(again);
  const items = await numbered();
  expect(items).toHaveLength(290);
  expect(await pulled(0, 500)).toEqual(items.map((item) => JSON.parse(cloudEvent(item)) as SentEvent));
  const pages = await workplace.idmaj.readModels.find('partner-feed@2', {
    where: [{ field: 'id', prefix: `page/${partner}/` }],
    limit: 10,
  });
  expect(pages.items.map(({ ids }) => ids)).toEqual([0, 100].map((n) => items.slice(n, n + 100).map(({ id }) => id)));
  await again.stop();
});

it('a partner far behind that reads fast lets the others come first after each page', async () => {
  await workplace.facts.happened(`case-${people[0] ?? ''}`, ...Array<typeof plan>(500).fill(plan));
  await workplace.facts.happened(`case-${people[1] ?? ''}`, ...Array<typeof plan>(1_500).fill(plan));
  await settled();
  const ending = new AbortController();
  let received = 0;
  const swift = new Writable({
    write(chunk: Buffer, _encoding, done) {
      received += String(chunk).split('\ndata: ').length - 1;
      if (received === 2_000) ending.abort();
      done();
    },
  });
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.assignSocket(swift as Socket);
  let turns = 0;
  const count = () => {
    turns++;
    if (!ending.signal.aborted) setImmediate(count);
  };
  setImmediate(count);
  await streamFeed(response, {
    feed: workplace.api.get(PartnerFeed),
    partnerId: partner,
    after: 0,
    signal: ending.signal,
    stillAllowed: () => Promise.resolve(),
  });
  expect(received).toBe(2_000);
  expect(turns).toBeGreaterThanOrEqual(9);
});
