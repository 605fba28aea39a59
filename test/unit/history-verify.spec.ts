import { verifyHistory } from '#libs/history';
import type { Json, JsonObject } from '#libs/kernel';
import { projections } from '#libs/projections';
import {
  anAgreementIsSigned,
  aProjectIsSubmitted,
  HistoryWorkplace,
  malikaIsReleased,
} from '../support/history-workplace.ts';

describe('verifying the history', () => {
  let place: HistoryWorkplace;
  let malika: string;
  let another: string;
  let project: string;
  let agreement: string;
  beforeEach(async () => {
    place = await HistoryWorkplace.open();
    agreement = await anAgreementIsSigned(place);
    malika = await malikaIsReleased(place);
    another = await malikaIsReleased(place);
    ({ project } = await aProjectIsSubmitted(place, malika, agreement));
  });
  afterEach(() => place.close());

  const verify = (id?: string) => verifyHistory({ ...place.idmaj, projections, patienceMs: 5_000 }, id);
  /** As somebody with a database console would. */
  const write = async (name: string, id: string, change: (body: JsonObject) => JsonObject | null) => {
    const { readModels, views, events } = place.idmaj;
    await views.waitFor(name, await events.head(), 5_000);
    const live = (await views.status()).find((status) => status.name === name)?.live ?? '';
    const stored = (await readModels.load(live, [id])).get(id);
    if (!stored?.body) throw new Error(`There is no ${name} ${id}.`);
    const { position, rev, body } = stored;
    await readModels.save([{ collection: live, replacements: [{ id, readAt: rev, position, body: change(body) }] }]);
  };

  it('proves that the index misses nothing and every document is the fold of its events', async () => {
    const verified = await verify();
    expect(verified.findings).toEqual([]);
    expect(verified.events).toBe((await place.idmaj.events.readAll('', 1_000)).length);
    expect(verified.documents).toBeGreaterThan(5);
    expect((await verify(malika)).findings).toEqual([]);
  });

  it('finds a damaged document and names its field', async () => {
    await write('people', another, (body) => {
      return { ...body, custody: { ...(body['custody'] as JsonObject), releasedOn: '2026-02-01' as Json } };
    });
    const damage = { projection: 'people', key: another, differs: ['custody.releasedOn'] };
    expect((await verify()).findings).toEqual([damage]);
    expect((await verify(another)).findings).toEqual([damage]);
    expect((await verify(malika)).findings).toEqual([]);
  });

  it('finds a row removed from the index', async () => {
    await write('person-streams', malika, () => null);
    const removed = { projection: 'person-streams', key: malika, differs: ['(missing)'] };
    expect((await verify()).findings).toEqual([removed]);
    expect((await verify(malika)).findings).toEqual([removed]);
  });

  it('finds one stream that the index has lost', async () => {
    await write('person-streams', malika, (body) => {
      const { [`project-${project}`]: _lost, ...streams } = body['streams'] as JsonObject;
      return { ...body, streams };
    });
    expect((await verify(malika)).findings).toEqual([
      { projection: 'person-streams', key: malika, differs: [`streams.project-${project}[0]`] },
    ]);
  });

  it('finds money that an agreement does not have', async () => {
    await write('agreements', agreement, (body) => ({ ...body, reservedCentimes: 0 }));
    expect((await verify(malika)).findings).toEqual([
      { projection: 'agreements', key: agreement, differs: ['reservedCentimes'] },
    ]);
  });
});
