import type { LocalDate } from '#libs/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import { type Acknowledged, promisedBy } from './acknowledged.ts';
import { agreementSteps, lifeSteps, type Step } from './centre-work.ts';

/** People at their screens: each sends one command after another, and the same again when no answer came. */
export class Staff {
  refused = 0;
  /** How each 503 was told: `<content type> <code>`, with how often. */
  readonly unavailable = new Map<string, number>();
  private origin: string | undefined;
  private finishing = false;
  private lives = 0;
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly seed: string,
    private readonly today: LocalDate,
    private readonly tokens: ReadonlyMap<string, string>,
    private readonly onPromise: (promised: readonly Acknowledged[]) => void,
  ) {}

  /** Resolves once they have finished what they were at. */
  async work(callers: number): Promise<void> {
    for (const step of agreementSteps(this.seed, this.today)) await this.send(step);
    await Promise.all(Array.from({ length: callers }, () => this.caller()));
  }

  open(origin: string): void {
    this.origin = origin;
    this.tell();
  }

  close(): void {
    this.origin = undefined;
  }

  /** Nobody begins with another person. */
  finish(): void {
    this.finishing = true;
    this.tell();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.watchers.add(resolve));
  }

  private async caller(): Promise<void> {
    while (!this.finishing) {
      for (const step of lifeSteps(this.seed, this.lives++, this.today)) {
        if (this.finishing) return;
        await this.send(step);
      }
    }
  }

  private async send(step: Step): Promise<void> {
    for (;;) {
      await this.until(() => this.origin !== undefined || this.finishing);
      if (this.origin === undefined) return;
      const answer = await this.sendOnce(this.origin, step);
      if (answer === 'none') {
        await pause(5);
        continue;
      }
      if (answer !== 'refused') this.onPromise(promisedBy(step, answer));
      else this.refused++;
      this.tell();
      return;
    }
  }

  private async sendOnce(origin: string, { path, role, key, fields }: Step) {
    let status: number;
    let text: string;
    let type: string;
    try {
      const response = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.tokens.get(role) ?? ''}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(fields),
      });
      status = response.status;
      type = `${response.headers.get('content-type') ?? ''} retry-after ${response.headers.get('retry-after') ?? 'never'}`;
      text = await response.text();
    } catch {
      return 'none' as const;
    }
    if (status === 503) {
      this.noteUnavailable(type, text);
      return 'none' as const;
    }
    if (status === 409 || status === 404) return 'refused' as const;
    if (status !== 200 && status !== 201) throw new Error(`${path} was answered with ${status} ${text}`);
    return JSON.parse(text) as { revision: number; events: string[] };
  }

  private noteUnavailable(type: string, text: string): void {
    const { code } = JSON.parse(text) as { code: string };
    const name = `${type} ${code}`;
    this.unavailable.set(name, (this.unavailable.get(name) ?? 0) + 1);
    this.tell();
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
    this.watchers.clear();
  }
}
