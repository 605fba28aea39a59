import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly subject?: string;
  readonly dataref?: string;
}

/** A partner's reader of the stream, as a client in another program would be. */
export class StreamReader {
  readonly events: SentEvent[] = [];
  /** Every byte received, as text. */
  text = '';
  private rest = '';
  private response: IncomingMessage | undefined;
  private readonly watchers = new Set<() => void>();
  private isClosed = false;

  private constructor() {}

  static open(origin: string, token: string, after = 0): Promise<StreamReader> {
    const reader = new StreamReader();
    const headers = { authorization: `Bearer ${token}`, ...(after > 0 && { 'last-event-id': String(after) }) };
    return new Promise((resolve, reject) => {
      const request = get(`${origin}/v1/feed/stream`, { headers, agent: false }, (response) => {
        reader.response = response;
        if (response.statusCode !== 200) return reject(new Error(`The stream answered ${response.statusCode}.`));
        response.setEncoding('utf8');
        response.on('data', (text: string) => reader.take(text));
        for (const end of ['end', 'close', 'error']) response.on(end, () => reader.ended());
        resolve(reader);
      });
      request.on('error', (error) => (reader.response ? reader.ended() : reject(error)));
    });
  }

  get isOpen(): boolean {
    return !this.isClosed;
  }

  /** The last number received, or the one given. */
  last(otherwise = 0): number {
    return this.events.at(-1)?.sequence ?? otherwise;
  }

  /** Resolves when it holds, false when it took too long or the stream ended first. */
  until(holds: (reader: StreamReader) => boolean, timeoutMs = 10_000): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        const held = holds(this);
        if (!held && !this.isClosed) return;
        clearTimeout(timer);
        this.watchers.delete(look);
        resolve(held);
      };
      const timer = setTimeout(() => {
        this.watchers.delete(look);
        resolve(false);
      }, timeoutMs);
      this.watchers.add(look);
      look();
    });
  }

  /** Stops to read; the connection stays. */
  pause(): void {
    this.response?.pause();
  }

  /** Reads what had arrived, until the other side has closed. */
  async readToTheEnd(timeoutMs: number): Promise<boolean> {
    this.response?.resume();
    await this.until(() => this.isClosed, timeoutMs);
    return this.isClosed;
  }

  close(): void {
    this.response?.destroy();
    this.ended();
  }

  private take(text: string): void {
    this.text += text;
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) this.events.push(JSON.parse(data) as SentEvent);
    }
    for (const look of this.watchers) look();
  }

  private ended(): void {
    this.isClosed = true;
    for (const look of this.watchers) look();
  }
}
