import {
  AdmissionRecorded,
  BeneficiaryRegistered,
  ReleaseCorrected,
  ReleaseRecorded,
  ReleaseVoided,
} from '#libs/casework';
import { stateAt, type ToldEvent } from '#libs/history';
import { addDays, type Fact } from '#libs/kernel';
import fc from 'fast-check';
import { HistoryWorkplace, malikaIsReleased, theReleaseIsCorrected } from '../support/history-workplace.ts';

describe('a release dated the 12th, recorded the 15th, corrected the 20th to the 13th', () => {
  let place: HistoryWorkplace;
  let malika: string;
  beforeAll(async () => {
    place = await HistoryWorkplace.open();
    malika = await malikaIsReleased(place);
    await theReleaseIsCorrected(place, malika);
  });
  afterAll(() => place.close());

  it.each([
    ['as of the 12th known on the 16th she was released', '2026-02-12', '2026-02-16', false],
    ['as of the 12th known on the 21st she was inside', '2026-02-12', '2026-02-21', true],
    ['known on the 14th she is inside', undefined, '2026-02-14', true],
    ['as of the 11th known on the 16th she was inside', '2026-02-11', '2026-02-16', true],
    ['as of the 13th known on the 21st she was released', '2026-02-13', '2026-02-21', false],
    [
      'known on the morning of the 15th, before it was recorded, she is inside',
      undefined,
      '2026-02-15T09:59:59Z',
      true,
    ],
    ['known when it was recorded she is released', undefined, '2026-02-15T10:00:00Z', false],
    ['as of the 14th, as far as is known today, she was released', '2026-02-14', undefined, false],
  ])('%s', async (_told, asOf, knownAt, inside) => {
    const { custody, beneficiary } = await place.history.state(malika, { asOf, knownAt });
    expect(custody?.inside).toBe(inside);
    expect(beneficiary?.status).toBe(inside ? 'inside' : 'released');
  });

  it('before she was registered nothing existed', async () => {
    const state = await place.history.state(malika, { knownAt: '2026-01-04' });
    expect(state).toEqual({ beneficiary: null, custody: null, case: null, projects: [] });
  });

  it('as of now, known now, is what the read model shows', async () => {
    await place.idmaj.views.waitFor('people', await place.idmaj.events.head(), 5_000);
    const { _, ...shown } = (await place.idmaj.views.get('people', malika)) ?? {};
    const { projects, ...state } = await place.history.state(malika, {});
    expect(JSON.parse(JSON.stringify(state))).toEqual(shown);
    expect(projects).toEqual([]);
  });

  it('shows the reason and the day it was corrected to', async () => {
    const known = (knownAt: string) => place.history.state(malika, { knownAt });
    expect((await known('2026-02-16')).custody).toMatchObject({ releasedOn: '2026-02-12' });
    expect((await known('2026-02-21')).custody).toMatchObject({
      releasedOn: '2026-02-13',
      releaseReason: 'royal-pardon',
    });
  });
});

describe('a corrected name', () => {
  it('was always so, once the correction is known', async () => {
    const place = await HistoryWorkplace.open();
    const malika = await malikaIsReleased(place);
    const name = { latin: { given: 'Malika', family: 'Oubelaid' } };
    await place.on('2026-02-20').send('correct-identity', malika, { name, because: 'Selon la CIN.' });
    const asOf = '2026-01-10';
    const familyName = async (knownAt: string) =>
      (await place.history.state(malika, { asOf, knownAt })).beneficiary?.name.latin?.family;
    expect(await familyName('2026-02-19')).toBe('Oubella');
    expect(await familyName('2026-02-20')).toBe('Oubelaid');
    await place.close();
  });
});

describe('any history of admissions and releases with corrections and voids', () => {
  it('is replayed as a slow, plain reading of it says', () => {
    fc.assert(
      fc.property(histories(), fc.nat(60), fc.nat(60), (events, asOfDay, knownDay) => {
        const [asOf, knownAt] = [addDays(FIRST, asOfDay), `${addDays(FIRST, knownDay)}T12:00:00.000Z`];
        const { custody } = stateAt(events, { asOf, knownAt });
        const plain = plainReading(events, asOf, knownAt);
        expect(custody && { inside: custody.inside, since: custody.releasedOn ?? custody.admittedOn }).toEqual(plain);
        if (custody) expect(custody.releaseReason).toBe(custody.inside ? undefined : reasonIn(events, asOf, knownAt));
      }),
      { numRuns: 2_000 },
    );
  });

  it('as of any later day, known at any later instant, is the present', () => {
    fc.assert(
      fc.property(histories(), fc.nat(400), fc.nat(400), (events, days, more) => {
        const far = { asOf: addDays('2027-01-01', days), knownAt: `${addDays('2027-01-01', more)}T00:00:00.000Z` };
        expect(stateAt(events, far)).toEqual(stateAt(events, {}));
      }),
    );
  });
});

const FIRST = '2026-01-01';
const PERSON = '00000000-0000-4000-8000-00000000000a';
const REASONS = ['royal-pardon', 'sentence-served', 'acquittal'] as const;

/** What the rules let happen: one open episode, a release not before its admission, corrections of the last release. */
function histories(): fc.Arbitrary<ToldEvent[]> {
  // Recorded some days after the step before, of what happened some days ago.
  const step = fc.record({ choice: fc.nat(9), later: fc.nat(6), ago: fc.nat(8), reason: fc.nat(2) });
  return fc.array(step, { maxLength: 14 }).map((steps) => {
    const events = [told(registered, FIRST, FIRST, 0)];
    let recorded = FIRST;
    let admittedOn = FIRST;
    let releasedOn = FIRST;
    let status: 'none' | 'inside' | 'released' = 'none';
    for (const { choice, later, ago, reason } of steps) {
      recorded = addDays(recorded, later);
      const because = 'Selon le registre.';
      let fact: Fact;
      let on = recorded;
      if (status !== 'inside' && (status === 'none' || choice < 3)) {
        on = admittedOn = max(addDays(recorded, -ago), releasedOn);
        fact = AdmissionRecorded({ kind: 'prison', admittedOn, legalStatus: 'remand' });
        status = 'inside';
      } else if (status === 'inside') {
        on = releasedOn = max(addDays(recorded, -ago), admittedOn);
        fact = ReleaseRecorded({ releasedOn, reason: REASONS[reason] ?? 'acquittal' });
        status = 'released';
      } else if (choice < 5) {
        fact = ReleaseVoided({ because });
        releasedOn = admittedOn;
        status = 'inside';
      } else if (choice < 7) {
        fact = ReleaseCorrected({ reason: REASONS[reason] ?? 'acquittal', because });
      } else {
        on = releasedOn = max(addDays(recorded, -ago), admittedOn);
        fact = ReleaseCorrected({ releasedOn, because, ...(choice > 8 && { reason: REASONS[reason] ?? 'acquittal' }) });
      }
      events.push(told(fact, on, recorded, events.length));
    }
    return events;
  });
}

interface PlainRelease {
  readonly on: string;
  readonly reason: string;
}

/** Episodes by what was known: each admission with its one release that stands, if any. Nothing is sorted or folded. */
function episodes(events: readonly ToldEvent[], knownAt: string) {
  const known: { admittedOn: string; release?: PlainRelease | undefined }[] = [];
  for (const { seen } of events) {
    if (seen.envelope.recordedAt > knownAt) continue;
    const last = known.at(-1);
    const data = seen.data as { admittedOn?: string; releasedOn?: string; reason?: string };
    if (seen.type === 'AdmissionRecorded') known.push({ admittedOn: data.admittedOn ?? '' });
    if (!last) continue;
    if (seen.type === 'ReleaseRecorded') last.release = { on: data.releasedOn ?? '', reason: data.reason ?? '' };
    if (seen.type === 'ReleaseVoided') last.release = undefined;
    if (seen.type === 'ReleaseCorrected' && last.release) {
      last.release = { on: data.releasedOn ?? last.release.on, reason: data.reason ?? last.release.reason };
    }
  }
  return known;
}

function episodeOn(events: readonly ToldEvent[], asOf: string, knownAt: string) {
  return episodes(events, knownAt).findLast(({ admittedOn }) => admittedOn <= asOf);
}

function plainReading(events: readonly ToldEvent[], asOf: string, knownAt: string) {
  const episode = episodeOn(events, asOf, knownAt);
  if (!episode) return null;
  const { admittedOn, release } = episode;
  const gone = release !== undefined && release.on <= asOf;
  return { inside: !gone, since: gone ? release.on : admittedOn };
}

function reasonIn(events: readonly ToldEvent[], asOf: string, knownAt: string): string | undefined {
  return episodeOn(events, asOf, knownAt)?.release?.reason;
}

const registered = BeneficiaryRegistered({
  name: { latin: { given: 'Malika', family: 'Oubella' } },
  sex: 'female',
  nationality: 'MA',
  identifiers: [],
});

function told(fact: Fact, occurredOn: string, recordedOn: string, at: number): ToldEvent {
  const kind = fact.type === 'BeneficiaryRegistered' ? 'beneficiary' : 'custody';
  const actor = { id: 'salma', role: 'prison-officer', unit: '*' };
  const recordedAt = `${recordedOn}T10:00:00.000Z`;
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  const envelope = {
    commandId: id,
    commandDigest: '',
    command: 'a-command',
    correlationId: id,
    causationId: id,
    actor,
    occurredOn,
    recordedAt,
    subjects: [PERSON],
    channel: 'http' as const,
    schemaVersion: 1,
  };
  const place = { id: PERSON, stream: `${kind}-${PERSON}`, revision: at, position: String(at).padStart(6, '0') };
  return { eventId: id, seen: { ...fact, ...place, actor, occurredOn, envelope } };
}

function max(one: string, other: string): string {
  return one > other ? one : other;
}
