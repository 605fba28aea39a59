import { openIdmaj } from '#libs/assembly';
import {
  AdmissionRecorded,
  AgreementSigned,
  BeneficiaryRegistered,
  FundsReserved,
  InmateEnrolled,
  NoteWritten,
  ProjectProposed,
  ProjectSubmitted,
  ReleaseRecorded,
  SkillRecorded,
} from '#libs/casework';
import { exportFiles, History, historyText } from '#libs/history';
import { addDays, type Fact, readConfiguration } from '#libs/kernel';
import { personStreams } from '#libs/projections';
import { ProjectionRunner, Views } from '#libs/read-models';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { createApi } from '../../apps/api/src/create-api.ts';

/**
 * How long the auditor waits on the log of 100,000 people:
 * `node test/support/event-store-stand-in/launch.mjs test/bench/history.ts [people]`
 */
const PEOPLE = Number(process.argv[2] ?? 100_000);
const EVENTS_OF_ONE = 50;
const EVENTS_OF_MANY = 5_000;
const AT_ONCE = 1_000;
const AGREEMENT = randomUUID();
const folder = await mkdtemp(join(tmpdir(), 'idmaj-bench-history-'));
const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder }));

const written = performance.now();
await append(`agreement-${AGREEMENT}`, [], [signed()]);
const people: string[] = [];
for (let from = 0; from < PEOPLE; from += AT_ONCE) {
  const more = Array.from({ length: Math.min(AT_ONCE, PEOPLE - from) }, () => randomUUID());
  await Promise.all(more.map((id) => live(id, 3)));
  people.push(...more);
}
// The money of 1,000 projects, as an agreement's years bring it.
const ordinary = people.filter((_, at) => at % Math.ceil(PEOPLE / 500) === 0);
for (const [at, id] of ordinary.entries()) await propose(id, at);
const full = Array.from({ length: 500 }, () => randomUUID());
for (const [at, id] of full.entries()) {
  await live(id, EVENTS_OF_ONE - 10);
  await propose(id, ordinary.length + at);
}
const many = randomUUID();
await live(many, EVENTS_OF_MANY - 7);
console.log(`${PEOPLE + full.length + 1} people written in ${seconds(written)} s`);

const views = new Views({ ...idmaj, projections: [personStreams] });
const runner = new ProjectionRunner({ ...idmaj, projections: [personStreams] });
const indexed = performance.now();
await runner.start();
await views.waitFor(personStreams.name, await idmaj.events.head(), 3_600_000);
console.log(`index built in ${seconds(indexed)} s`);

const history = new History({ ...idmaj, views });
await history.page(many, { language: 'fr', limit: 50 });
await measure('a history of 50 events', full, async (id) => {
  const { items } = await history.page(id, { language: 'fr', limit: 50 });
  if (items.length !== EVENTS_OF_ONE) throw new Error(`${items.length} events`);
});
const often = Array<string>(40).fill(many);
await measure('first page of 5,000 events', often, (id) => history.page(id, { language: 'fr', limit: 50 }));
await measure('first page of 5,000 events, 500 a page', often, (id) =>
  history.page(id, { language: 'fr', limit: 500 }),
);
await measure('state after 5,000 events', often, (id) => history.state(id, {}));
await measure('5,000 events as text', often.slice(0, 5), async (id) => {
  historyText((await history.page(id, { language: 'ar' })).items, 'ar');
});
await measure('export of 5,000 events', often.slice(0, 5), (id) => exportFiles(history, id, 'ar', idmaj.clock.now()));
await overHttp();
await runner.stop();
await idmaj.close();
await rm(folder, { recursive: true });

/** Each reading is itself an event, so the index is never quite up to the head. */
async function overHttp(): Promise<void> {
  const api = await createApi({ ...idmaj, views });
  await api.listen(0, '127.0.0.1');
  const token = (await idmaj.identity.issuer?.issue({ id: 'fatima', role: 'auditor', unit: '*' })) ?? '';
  const ask = async (id: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${await api.getUrl()}/v1/history/${id}`, { headers });
    if (response.status !== 200) throw new Error(await response.text());
    await response.text();
  };
  await measure('over HTTP, with the reading recorded, 50 events', full, ask);
  await measure('over HTTP, with the reading recorded, first page of 5,000', often, ask);
  await api.close();
}

/** Registered, admitted, enrolled, released, a skill, notes. */
async function live(id: string, notes: number): Promise<void> {
  const place = { residence: { province: 'MA-LAA' }, identifiers: [], nationality: 'MA' };
  const name = { latin: { given: 'Malika', family: 'Oubella' }, arabic: { given: 'مليكة', family: 'أوبلا' } };
  await append(`beneficiary-${id}`, [id], [BeneficiaryRegistered({ name, sex: 'female', ...place })]);
  await append(
    `custody-${id}`,
    [id],
    [
      AdmissionRecorded({
        kind: 'prison',
        establishment: 'LAAYOUNE',
        admittedOn: '2024-01-10',
        legalStatus: 'sentenced',
      }),
      ReleaseRecorded({ releasedOn: '2026-02-12', reason: 'royal-pardon' }),
    ],
  );
  const noted = Array.from({ length: notes }, (_, at) =>
    at % 4 === 0
      ? SkillRecorded({ trade: 'sewing', level: at % 8 === 0 ? 'some' : 'skilled' })
      : NoteWritten({ text: `Visite au centre, point ${at} de l’accompagnement` }),
  );
  const enrolled = InmateEnrolled({
    centre: 'CAR-AGA',
    enrolledOn: '2024-02-01',
    agreedOn: '2024-01-30',
    phase: 'detention',
  });
  await append(`case-${id}`, [id], [enrolled, ...noted]);
}

async function propose(beneficiaryId: string, at: number): Promise<void> {
  const project = randomUUID();
  const amountCentimes = 100_000;
  const funding = [{ source: 'agreement' as const, amountCentimes }];
  const proposal = { title: 'Atelier', trade: 'sewing', province: 'MA-LAA', budgetCentimes: amountCentimes, funding };
  const facts = [ProjectProposed({ beneficiaryId, ...proposal }), ProjectSubmitted({ agreementId: AGREEMENT })];
  // As many events as make the history fifty.
  const revised = Array.from({ length: 3 }, () => facts[1] as Fact);
  await append(`project-${project}`, [beneficiaryId], [...facts, ...revised]);
  const reserved = FundsReserved({ projectId: project, amountCentimes, province: 'MA-LAA' });
  await append(`agreement-${AGREEMENT}`, [beneficiaryId], [reserved], at);
}

function signed(): Fact {
  return AgreementSigned({
    reference: 'INDH/2026/14',
    programme: 'INDH-2',
    partner: 'CPDH Laâyoune',
    provinces: ['MA-LAA'],
    signedOn: '2024-01-05',
    validFrom: '2024-01-05',
    validUntil: '2026-12-31',
    envelopeCentimes: 1_000_000_000,
    shares: [{ party: 'INDH', percent: 100 }],
  });
}

async function append(stream: string, subjects: readonly string[], facts: readonly Fact[], after = -1): Promise<void> {
  const commandId = randomUUID();
  const events = facts.map((fact, at) => {
    const occurredOn = addDays('2024-01-10', at % 700);
    return idmaj.codec.encode(randomUUID(), fact, {
      commandId,
      commandDigest: '',
      command: 'a-command',
      correlationId: commandId,
      causationId: commandId,
      actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
      occurredOn,
      recordedAt: `${occurredOn}T10:00:00.000Z`,
      subjects,
      channel: 'http',
    });
  });
  // An append holds what a request does: a long life is many of them.
  for (let from = 0; from < events.length; from += 500) {
    const expected = after + from < 0 ? 'no-stream' : after + from;
    await idmaj.events.append(stream, expected, events.slice(from, from + 500));
  }
}

async function measure(what: string, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (const id of ids) {
    const started = performance.now();
    await work(id);
    times.push(performance.now() - started);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms (${ids.length} times)`);
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
