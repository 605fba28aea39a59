import { openIdmaj } from '#libs/assembly';
import { dayInMorocco, readConfiguration } from '#libs/kernel';
import { projections } from '#libs/projections';
import { ProjectionRunner } from '#libs/read-models';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { createApi } from '../../apps/api/src/create-api.ts';
import { agreementSteps, lifeSteps } from './centre-work.ts';
import { Answers } from './fuzz-answers.ts';
import { operationsOf, type Request, requests, type Schema, SOME_ID } from './fuzz-requests.ts';

/**
 * Sends generated requests, valid and hostile, to every operation that the application's own OpenAPI document names.
 * No answer is a 5xx, each matches the document, and none that refuses leaves an event.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    requests: { type: 'string' },
    seed: { type: 'string', default: '20260302' },
  },
  strict: false,
});
const REQUESTS = Number(values.requests ?? (values.short ? 1_500 : 20_000));
const SEED = Number(values.seed);
const EVERY_LIFE = 150;
const MOST_FAULTS = 25;
const STREAM_MS = 2_000;

const folder = await mkdtemp(join(tmpdir(), 'idmaj-fuzz-'));
const idmaj = await openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }));
const runner = new ProjectionRunner({ ...idmaj, projections });
await runner.start();
const api = await createApi(idmaj);
await api.listen(0, '127.0.0.1');
const origin = (await api.getUrl()).replace('[::1]', '127.0.0.1');
const today = dayInMorocco(idmaj.clock.now());

const document = (await (await fetch(`${origin}/openapi.json`)).json()) as Schema;
const operations = operationsOf(document);
const answers = new Answers(document);
const tokens = new Map<string, string>();
const statuses: Record<number, number> = {};
const succeeded = new Set<string>();
const asked = new Set<string>();
const faults = new Map<string, number>();
const known: string[] = [];
const startedAt = performance.now();
let sent = 0;

await tellLives();
for (let round = 0; sent < REQUESTS && faults.size < MOST_FAULTS; round++) {
  const batch = fc.sample(requests(operations), { numRuns: Math.min(500, REQUESTS - sent), seed: SEED + round });
  for (const request of batch) {
    await tell(request);
    if (++sent % EVERY_LIFE === 0) await tellLife(sent / EVERY_LIFE);
  }
}
await api.close();
await runner.stop();
await idmaj.close();
await rm(folder, { recursive: true });

for (const [fault, times] of faults) process.stdout.write(`${times} × ${fault}\n`);
const seconds = Math.round((performance.now() - startedAt) / 1000);
const serverErrors = Object.entries(statuses).reduce(
  (sum, [status, times]) => sum + (Number(status) >= 500 ? times : 0),
  0,
);
const never = operations.filter(({ path, method }) => !asked.has(`${method} ${path}`)).length;
const ok = faults.size === 0 && (never === 0 || REQUESTS < 1_000);
process.stdout.write(
  `${JSON.stringify({ part: 'fuzz', ok, requests: sent, operations: operations.length, neverAsked: never, succeeded: succeeded.size, serverErrors, faults: faults.size, statuses, seconds })}\n`,
);
process.exit(ok ? 0 : 1);

async function tell(request: Request): Promise<void> {
  const { operation, method, query, body, rawBody, sender, headers } = request;
  const path = operation.path.replaceAll(
    /\{[^}]+\}/g,
    typeof request.id === 'number' ? someId(request.id) : request.id,
  );
  const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encoded(value)}`).join('&');
  const url = `${origin}${path}${search && `?${search}`}`;
  const text = rawBody ?? (body === undefined ? undefined : withIds(JSON.stringify(body)));
  const carries = method !== 'GET' && method !== 'HEAD' && text !== undefined;
  const before = await idmaj.events.head();
  const answer = await answerTo(url, {
    method,
    headers: { ...headers, ...(await authorization(sender)) },
    ...(carries && { body: text }),
  });
  if (answer === undefined) return;
  const { status, type, body: told } = answer;
  statuses[status] = (statuses[status] ?? 0) + 1;
  asked.add(`${operation.method} ${operation.path}`);
  if (status < 300 && method === operation.method) succeeded.add(`${method} ${operation.path}`);
  const fault = answers.fault(operation, method === operation.method, status, type, told);
  if (fault !== undefined) note(`${method} ${operation.path} ${fault}`);
  if (status >= 400) await expectNoEvent(before, `${method} ${operation.path}`, status);
}

/** A claim taken for a command that then fails is given up by an event of the claim's own. */
async function expectNoEvent(before: string, name: string, status: number): Promise<void> {
  if ((await idmaj.events.head()) === before) return;
  const since = await idmaj.events.readAll(before, 50);
  const left = since.filter(({ stream }) => !stream.startsWith('claim-'));
  if (left.length > 0) note(`${name} answered ${status} and left ${left.map(({ type }) => type).join(', ')}`);
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Undefined where the client itself refuses to send it. */
async function answerTo(url: string, init: RequestInit): Promise<Answer | undefined> {
  let request: globalThis.Request;
  try {
    request = new globalThis.Request(url, init);
  } catch {
    return undefined;
  }
  const response = await fetch(request);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    // It has no end; that it began as described is what there is to see.
    await Promise.race([response.body?.cancel(), new Promise((resolve) => setTimeout(resolve, STREAM_MS).unref())]);
    return { status: response.status, type, body: '' };
  }
  return { status: response.status, type, body: await response.text() };
}

async function authorization(sender: Request['sender']): Promise<Record<string, string>> {
  if (sender === 'nobody') return {};
  if (sender === 'a stranger') return { authorization: `Bearer ${'e'.repeat(40)}.e30.x` };
  return { authorization: `Bearer ${await tokenOf(...sender)}` };
}

async function tokenOf(role: string, unit: string): Promise<string> {
  const name = `${role} ${unit}`;
  const token = tokens.get(name) ?? (await idmaj.identity.issuer?.issue({ id: `${role}-1`, role, unit })) ?? '';
  tokens.set(name, token);
  return token;
}

/** A few people as they should be: there is something that requests may be about. */
async function tellLives(): Promise<void> {
  await tellSteps(agreementSteps('fuzz', today));
  for (let number = 0; number < 12; number++) await tellLife(number);
}

async function tellLife(number: number): Promise<void> {
  await tellSteps(lifeSteps('fuzz', number, today));
}

async function tellSteps(steps: ReturnType<typeof lifeSteps>): Promise<void> {
  for (const { path, role, key, fields } of steps) {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        authorization: `Bearer ${await tokenOf(role, '*')}`,
      },
      body: JSON.stringify(fields),
    });
    if (response.status >= 500) note(`${path} ${response.status}`);
    const id = path.split('/')[3] ?? '';
    if (response.ok && !known.includes(id)) known.push(id);
    await response.text();
  }
}

function someId(at: number): string {
  return known[at % known.length] ?? '';
}

function withIds(text: string): string {
  return text.replaceAll(new RegExp(`${SOME_ID}(\\d+)`, 'g'), (_all, at: string) => someId(Number(at)));
}

function encoded(value: unknown): string {
  const text = withIds(typeof value === 'string' ? value : JSON.stringify(value));
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ''));
}

function note(fault: string): void {
  faults.set(fault, (faults.get(fault) ?? 0) + 1);
}
