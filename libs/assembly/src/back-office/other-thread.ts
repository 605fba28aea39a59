import type { Alarm } from '../alarm.ts';
import { errorOf } from './faults.ts';
import type { Answer, Asked, Line, News, Numbered, Told } from './messages.ts';

interface Waiting {
  readonly answer: (answer: Answer) => void;
  readonly refuse: (error: Error) => void;
}

/** What comes in one turn of the event loop goes together, in lots that the other thread can begin with meanwhile. */
const LOT = 8;

/** A thread as another one sees it, at the other end of a line: what it may be asked, and the news it tells. */
export class OtherThread {
  /** Resolves when it is at work; rejects with what kept it from opening. */
  readonly opened: Promise<void>;
  /** At the numbers they were asked under, which are used again: a map would make a new table for every few of them. */
  private readonly waiting: (Waiting | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly listeners: ((news: News) => void)[] = [];
  private outbox: Numbered[] = [];
  private turnsEnd: NodeJS.Immediate | undefined;
  private opening: { readonly done: () => void; readonly failed: (error: Error) => void } | undefined;

  constructor(private readonly line: Line) {
    this.opened = new Promise((done, failed) => (this.opening = { done, failed }));
    this.opened.catch(() => undefined);
    line.on('message', (text) => this.hear(text));
  }

  /** Resolves when it has done everything that is in the log, with what that set in motion. */
  async settled(): Promise<void> {
    await this.ask({ settle: true });
  }

  /** Finishes what it has begun and closes its engines. */
  async close(): Promise<void> {
    await this.ask({ close: true });
  }

  onNews(listener: (news: News) => void): void {
    this.listeners.push(listener);
  }

  onAlarm(tell: (alarm: Alarm) => void): void {
    this.onNews((news) => {
      if ('alarm' in news) tell(news.alarm);
    });
  }

  protected ask(asked: Asked): Promise<Answer> {
    return new Promise((answer, refuse) => {
      const number = this.free.pop() ?? this.waiting.length;
      this.waiting[number] = { answer, refuse };
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
      const waiting = this.waiting[told.to];
      this.waiting[told.to] = undefined;
      this.free.push(told.to);
      if ('answer' in told) waiting?.answer(told.answer);
      else waiting?.refuse(errorOf(told.fault));
    } else if ('opened' in told) this.opening?.done();
    else if ('notOpened' in told) this.opening?.failed(errorOf(told.notOpened));
    else for (const listener of this.listeners) listener(told);
  }
}
