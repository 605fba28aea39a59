import { History, type HistoryItem } from '#libs/history';
import { Problem } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import {
  anAgreementIsSigned,
  aProjectIsSubmitted,
  CENTIMES,
  HistoryWorkplace,
  malikaIsReleased,
  theReleaseIsCorrected,
} from '../support/history-workplace.ts';

describe('the history of Malika', () => {
  let place: HistoryWorkplace;
  let malika: string;
  let project: string;
  let correlationId: string;
  let agreement: string;
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    agreement = await anAgreementIsSigned(place);
    malika = await malikaIsReleased(place);
    const another = await malikaIsReleased(place);
    await theReleaseIsCorrected(place, malika);
    await aProjectIsSubmitted(place, another, agreement);
    ({ project, correlationId } = await aProjectIsSubmitted(place, malika, agreement));
  });
  afterAll(() => place.close());

  const page = (question = {}) => place.history.page(malika, { language: 'en', ...question });
  const theOne = async (type: string): Promise<HistoryItem> => {
    const found = (await page()).items.filter((item) => item.type === type);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} events are ${type}.`);
    return found[0];
  };

  it('tells every event of every stream that concerns her, in the order of the log', async () => {
    const { items, next } = await page();
    expect(items.map(({ type }) => type)).toEqual([
      'BeneficiaryRegistered',
      'AdmissionRecorded',
      'InmateEnrolled',
      'ReleaseRecorded',
      'ReleaseCorrected',
      'SkillRecorded',
      'SkillRecorded',
      'WishRecorded',
      'InquiryConcluded',
      'ProjectProposed',
      'FeasibilityRecorded',
      'ProjectSubmitted',
      'FundsReserved',
    ]);
    expect(items.map(({ position }) => position)).toEqual(items.map(({ position }) => position).toSorted());
    expect(next).toBeUndefined();
  });

  it('says when it happened and when it was recorded, who decided as they were then, and why', async () => {
    const corrected = await theOne('ReleaseCorrected');
    const [stored] = await place.idmaj.events.readStream(`custody-${malika}`, { from: 2, limit: 1 });
    expect(corrected).toMatchObject({
      stream: `custody-${malika}`,
      revision: 2,
      id: stored?.id,
      position: stored?.position,
      occurredOn: '2026-02-13',
      recordedAt: '2026-02-20T10:00:00.000Z',
      actor: { id: 'rachid', role: 'data-steward', unit: '*' },
      command: 'correct-release',
      correlationId: stored?.metadata['correlationId'],
      causationId: stored?.metadata['causationId'],
      because: 'Le registre de la prison dit le 13.',
    });
  });

  it('a correction shows what it replaced', async () => {
    const [released, corrected] = [await theOne('ReleaseRecorded'), await theOne('ReleaseCorrected')];
    expect(corrected.changes).toEqual([{ field: 'releasedOn', from: '2026-02-12', to: '2026-02-13' }]);
    expect(corrected.corrects).toBe(released.position);
  });

  it('a release changes the custody, and through it how the person stands', async () => {
    expect((await theOne('ReleaseRecorded')).changes).toEqual([
      { field: 'inside', from: true, to: false },
      { field: 'releasedOn', from: null, to: '2026-02-12' },
      { field: 'releaseReason', from: null, to: 'royal-pardon' },
      { field: 'beneficiary.status', from: 'inside', to: 'released' },
    ]);
  });

  it('a skill at a new level is one change of one entry', async () => {
    const [, again] = (await page()).items.filter(({ type }) => type === 'SkillRecorded');
    const [some, skilled] = ['some', 'skilled'].map((level) => ({ trade: 'sewing', level }));
    expect(again?.changes).toEqual([{ field: 'skills[0]', from: some, to: skilled }]);
  });

  it('shows her project and what it took from the agreement, and nobody else’s', async () => {
    expect((await theOne('ProjectSubmitted')).changes).toEqual([
      { field: 'status', from: 'draft', to: 'submitted' },
      { field: 'agreementId', from: null, to: agreement },
      { field: 'submittedOn', from: null, to: '2026-03-02' },
    ]);
    const reserved = await theOne('FundsReserved');
    expect(reserved.stream).toBe(`agreement-${agreement}`);
    expect(reserved.changes).toEqual([
      { field: 'reservedCentimes', from: CENTIMES, to: 2 * CENTIMES },
      { field: 'availableCentimes', from: 10_000_000 - CENTIMES, to: 10_000_000 - 2 * CENTIMES },
    ]);
  });

  it.each([
    ['en', 'Released on 12 February 2026: royal pardon.'],
    ['fr', 'Sortie le 12 février 2026 : grâce royale.'],
    ['ar', 'أفرج عنه بتاريخ 12 فبراير 2026: عفو ملكي.'],
  ] as const)('is told in %s', async (language, text) => {
    const { items } = await page({ language });
    expect(items.find(({ type }) => type === 'ReleaseRecorded')?.text).toBe(text);
  });

  it('of one kind has only the events of its streams', async () => {
    const { items } = await page({ kinds: ['custody', 'agreement'] });
    expect(items.map(({ type }) => type)).toEqual([
      'AdmissionRecorded',
      'ReleaseRecorded',
      'ReleaseCorrected',
      'FundsReserved',
    ]);
  });

  it.each([1, 2, 5, 13])('read %i at a time is the same as read at once', async (limit) => {
    const whole = (await page()).items;
    const read: HistoryItem[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const part: Awaited<ReturnType<typeof page>> = await page({ limit, after });
      expect(part.items.length).toBeLessThanOrEqual(limit);
      read.push(...part.items);
      after = part.next;
    }
    expect(read).toEqual(whole);
  });

  it('as of a day has what had happened by then, as known at an instant what was on record', async () => {
    const types = async (question: object) => (await page(question)).items.map(({ type }) => type);
    expect(await types({ asOf: '2026-02-12' })).toContain('ReleaseRecorded');
    expect(await types({ asOf: '2026-02-12' })).not.toContain('ReleaseCorrected');
    expect(await types({ knownAt: '2026-02-14' })).not.toContain('ReleaseRecorded');
    expect(await types({ knownAt: '2026-02-15T10:00:00.000Z' })).toContain('ReleaseRecorded');
  });

  it('has the state of her project too', async () => {
    const { projects } = await place.history.state(malika, {});
    await place.idmaj.views.waitFor('projects', await place.idmaj.events.head(), 5_000);
    const { _, ...shown } = (await place.idmaj.views.get('projects', project)) ?? {};
    expect(JSON.parse(JSON.stringify(projects))).toEqual([shown]);
  });

  it('of somebody of whom nothing is recorded is not found', async () => {
    await expect(place.history.page(randomUUID(), { language: 'en' })).rejects.toEqual(
      new Problem('request.not-found'),
    );
  });

  it('shows what one command set in motion as a tree', async () => {
    const tree = await place.history.correlation(correlationId, 'en');
    expect(tree).toMatchObject({
      correlationId,
      events: 2,
      more: false,
      items: [
        {
          type: 'ProjectSubmitted',
          stream: `project-${project}`,
          subjects: [malika],
          caused: [{ type: 'FundsReserved', stream: `agreement-${agreement}`, caused: [] }],
        },
      ],
    });
  });
});

describe('while the index is behind the log', () => {
  it('no history is told that may miss something', async () => {
    const place = await HistoryWorkplace.open();
    const malika = await malikaIsReleased(place);
    const agreement = await anAgreementIsSigned(place);
    await place.history.page(malika, { language: 'en' });
    await place.runner.stop();
    await aProjectIsSubmitted(place, malika, agreement);
    // Whoever saw the index complete before reads on from there in the log.
    const { items } = await place.history.page(malika, { language: 'en' });
    expect(items.at(-1)?.type).toBe('FundsReserved');
    const impatient = new History({ ...place.idmaj, patienceMs: 50 });
    await expect(impatient.page(malika, { language: 'en' })).rejects.toEqual(new Problem('query.not-caught-up'));
    await place.close();
  });
});
