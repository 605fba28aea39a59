import { type Idmaj, openIdmaj } from '#libs/assembly';
import type { NewEvent } from '#libs/event-store';
import { type Fact, idFrom, readConfiguration } from '#libs/kernel';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

export const EVENTS_A_PERSON = 10;
const AT_ONCE = 100;
const NOTE =
  'زرنا الأسرة اليوم: الأم مستعدة لاستقباله بعد الإفراج، والأخ الأكبر يبحث له عن محل للورشة. بقيت وثيقة السكنى.';
const made = new Map<string, Promise<string>>();

export function openFolder(folder: string): Promise<Idmaj> {
  return openIdmaj(readConfiguration({ IDMAJ_DATA: folder, DEMO: 'off' }));
}

/** A data folder of its own whose log holds so many events of people as centres know them; the same every time. */
export async function folderWithLog(within: string, events: number, copyAs?: string): Promise<string> {
  const key = `${within} ${events}`;
  const folder = join(within, `log-${events}`);
  if (!made.has(key)) made.set(key, fill(folder, events));
  await made.get(key);
  if (copyAs === undefined) return folder;
  const copy = join(within, copyAs);
  await copyFolder(folder, copy);
  return copy;
}

/** What SQLite keeps beside a file stays until its statements are collected, and is empty once the file is closed. */
export function copyFolder(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true, filter: (path) => !/-(shm|wal)$/.test(path) });
}

async function fill(folder: string, events: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const idmaj = await openFolder(folder);
  for (let person = 0; person * EVENTS_A_PERSON < events; person += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_none, n) => tell(idmaj, person + n)));
  }
  await idmaj.close();
  return folder;
}

/** One person's ten events in three streams. */
export async function tell({ events, codec }: Pick<Idmaj, 'events' | 'codec'>, person: number): Promise<void> {
  const id = idFrom('typical', String(person));
  const lives = livesOf(id, person);
  for (const [stream, facts] of Object.entries(lives)) {
    const encoded = facts.map((fact, n) => encodedBy(codec, `${stream}-${id}`, n, fact, id));
    await events.append(`${stream}-${id}`, 'no-stream', encoded);
  }
}

export function encodedBy(codec: Idmaj['codec'], stream: string, n: number, fact: Fact, subject: string): NewEvent {
  const commandId = idFrom('command', stream, String(n));
  return codec.encode(idFrom(commandId, stream, '0'), fact, {
    commandId,
    commandDigest: 'Zm9ydHktdGhyZWUgY2hhcmFjdGVycyBvZiBiYXNlNjQ',
    command: fact.type,
    correlationId: commandId,
    causationId: commandId,
    actor: { id: 'amina', role: 'social-worker', unit: 'MA-LAA' },
    occurredOn: '2026-03-02',
    recordedAt: '2026-03-02T10:00:00.000Z',
    subjects: [subject],
    channel: 'http',
  });
}

export const note = (n: number): Fact => ({ type: 'NoteWritten', data: { text: `${NOTE} (${n})` } });

function livesOf(id: string, n: number): Record<string, Fact[]> {
  const fact = (type: string, data: object): Fact => ({ type, data });
  return {
    beneficiary: [
      fact('BeneficiaryRegistered', {
        name: { arabic: { given: 'أمينة', family: 'الإدريسي' }, latin: { given: 'Amina', family: 'El Idrissi' } },
        sex: n % 9 === 0 ? 'female' : 'male',
        birthDate: `${1960 + (n % 40)}-04-12`,
        nationality: 'MA',
        residence: { province: ['MA-LAA', 'MA-AGD', 'MA-TIZ', 'MA-OUD'][n % 4] },
        identifiers: [{ type: 'cin', value: `J${n}` }],
      }),
    ],
    custody: [
      fact('AdmissionRecorded', {
        kind: 'prison',
        establishment: 'LAAYOUNE',
        admittedOn: '2024-02-01',
        legalStatus: 'sentenced',
        registerNumber: String(n),
      }),
    ],
    case: [
      fact('InmateEnrolled', {
        centre: 'CAR-AGA',
        enrolledOn: '2024-03-01',
        agreedOn: '2024-03-01',
        phase: 'detention',
      }),
      fact('WorkerAssigned', { workerId: `worker-${n % 40}` }),
      fact('SkillRecorded', { trade: 'carpentry', level: 'some' }),
      fact('WishRecorded', { trade: 'cooking', rank: 1 }),
      note(n),
      fact('DiagnosisSubmitted', { summary: NOTE }),
      fact('SkillRecorded', { trade: 'carpentry', level: 'skilled' }),
      note(n + 1),
    ],
  };
}
