import { idFrom } from '#libs/kernel';
import { randomUUID } from 'node:crypto';

/** Cases that stand open before anything is measured. */
export const CASES = 2_000;
export const caseId = (n: number) => idFrom('bench', 'case', String(n));

const NOTE =
  'زرنا الأسرة اليوم: الأم مستعدة لاستقباله بعد الإفراج، والأخ الأكبر يبحث له عن محل للورشة. بقيت وثيقة السكنى.';
const TRADES = ['carpentry', 'sewing', 'cooking', 'painting', 'pastry'];
const LEVELS = ['none', 'some', 'skilled', 'certified'];

/** A social worker's hour: two notes and a skill on open cases for every new person, who has a national card. */
export const MIX = ['note', 'skill', 'note', 'register'] as const;
export type Kind = (typeof MIX)[number];

/** Requests of a sender, never the same twice. */
export class TypicalCommands {
  private readonly run = randomUUID();
  private readonly counts = { note: 0, skill: 0, register: 0 };
  private made = 0;

  constructor(
    private readonly token: string,
    /** Tells the persons of several senders apart. */
    private readonly sender: number,
  ) {}

  readonly mix = (): string => this.request(MIX[this.made++ % MIX.length] ?? 'note');
  readonly only = (kind: Kind) => (): string => this.request(kind);

  private request(kind: Kind): string {
    const n = this.counts[kind]++;
    if (kind === 'note') return this.post(`cases/${caseId(n % CASES)}/write-note`, { text: `${NOTE} (${n})` });
    if (kind === 'skill') {
      const level = LEVELS[Math.floor(n / CASES) % LEVELS.length];
      const trade = TRADES[Math.floor(n / CASES / LEVELS.length) % TRADES.length];
      return this.post(`cases/${caseId(n % CASES)}/record-skill`, { trade, level });
    }
    const number = String(this.sender * 1_000_000 + n).padStart(7, '0');
    return this.post(`beneficiaries/${idFrom(this.run, 'person', String(n))}/register-beneficiary`, person(number));
  }

  private post(path: string, body: unknown): string {
    const text = JSON.stringify(body);
    return (
      `POST /v1/${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${this.token}\r\n` +
      `idempotency-key: ${randomUUID()}\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
    );
  }
}

export function person(number: string) {
  return {
    name: { arabic: { given: 'أمينة', family: 'الإدريسي' }, latin: { given: 'Amina', family: 'El Idrissi' } },
    sex: 'female',
    birthDate: '1991-04-12',
    residence: { province: 'MA-LAA' },
    identifiers: [{ type: 'cin', value: `SH${number}` }],
  };
}
