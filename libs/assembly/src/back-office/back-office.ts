import type { CommandReceipt, Desk, SentCommand } from '#libs/commanding';
import type { Appended } from '#libs/event-store';
import { FeedTail } from '#libs/partner-feed';
import { Progress, type ReadModels } from '#libs/read-models';
import type { Alarm } from '../alarm.ts';
import { errorOf } from './faults.ts';
import { type Answer, type AppendOver, type Asked, type Line, nameOver, type Numbered, type Told } from './messages.ts';

interface Waiting {
  readonly answer: (answer: Answer) => void;
  readonly refuse: (error: Error) => void;
}

/** What comes in one turn of the event loop goes together, in lots that the other thread can begin with meanwhile. */
const LOT = 8;

/** The back office as the door sees it: the desk, the pen and the followers of the log, at the other end of a line. */
export class BackOffice implements Desk {
  /** Resolves when it takes commands; rejects with what kept it from opening. */
  readonly opened: Promise<void>;
  private readonly waiting = new Map<number, Waiting>();
  private readonly alarmed: ((alarm: Alarm) => void)[] = [];
  private outbox: Numbered[] = [];
  private readModels: ReadModels | undefined;
  private turnsEnd: NodeJS.Immediate | undefined;
  private asked = 0;
  private opening: { readonly done: () => void; readonly failed: (error: Error) => void } | undefined;

  constructor(private readonly line: Line) {
    this.opened = new Promise((done, failed) => (this.opening = { done, failed }));
    this.opened.catch(() => undefined);
    line.on('message', (text) => this.hear(text));
  }

  async send({ declaration, ...sent }: SentCommand): Promise<CommandReceipt> {
    return (await this.ask({ send: { ...sent, command: nameOver(declaration) } })) as CommandReceipt;
  }

  /** Errors: those of `EventStore.append`. */
  async append(append: AppendOver): Promise<Appended> {
    return (await this.ask({ append })) as Appended;
  }

  /** Resolves when it has done everything that is in the log, with what that set in motion. */
  async settled(): Promise<void> {
    await this.ask({ settle: true });
  }

  /** Finishes what it has begun and closes its engines. */
  async close(): Promise<void> {
    await this.ask({ close: true });
  }

  onAlarm(tell: (alarm: Alarm) => void): void {
    this.alarmed.push(tell);
  }

  /** Whoever waits for these read models here is told of what is done to them there. */
  announceTo(readModels: ReadModels): void {
    this.readModels = readModels;
  }

  private ask(asked: Asked): Promise<Answer> {
    return new Promise((answer, refuse) => {
      const number = this.asked++;
      this.waiting.set(number, { answer, refuse });
      const length = this.outbox.push([number, asked]);
      if (length === 1) this.turnsEnd = setImmediate(this.post);
      else if (length === LOT) this.post();
    });
  }

  private readonly post = (): void => {
    clearImmediate(this.turnsEnd);
    const lot = this.outbox;
    this.outbox = [];
    this.line.postMessage(JSON.stringify(lot));
  };

  private hear(text: string): void {
    for (const told of JSON.parse(text) as readonly Told[]) this.take(told);
  }

  private take(told: Told): void {
    if ('to' in told) {
      const waiting = this.waiting.get(told.to);
      this.waiting.delete(told.to);
      if ('answer' in told) waiting?.answer(told.answer);
      else waiting?.refuse(errorOf(told.fault));
    } else if ('passed' in told) {
      if (this.readModels) Progress.of(this.readModels).advance(told.passed, told.position);
    } else if ('feedGrew' in told) {
      if (this.readModels) FeedTail.of(this.readModels).lookNow();
    } else if ('alarm' in told) {
      for (const tell of this.alarmed) tell(told.alarm);
    } else if ('opened' in told) this.opening?.done();
    else this.opening?.failed(errorOf(told.notOpened));
  }
}
