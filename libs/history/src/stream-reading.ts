import type { EventStore, RecordedEvent } from '#libs/event-store';
import type { RevisionRuns } from '#libs/projections';

const LONGEST_READ = 1_000;

/** The events of one stream in their order, read a stretch at a time: as far as somebody looks, and no further. */
export class StreamReading {
  private buffer: readonly RecordedEvent[] = [];
  private next = 0;
  private run = 0;
  private from: number;
  private ended = false;

  constructor(
    private readonly events: EventStore,
    private readonly stream: string,
    private readonly runs: RevisionRuns,
    /** Events of the first read; later reads grow. */
    private stretch: number,
  ) {
    this.from = runs[0]?.[0] ?? 0;
  }

  /** The event that is next, or undefined at the end. */
  async peek(): Promise<RecordedEvent | undefined> {
    while (this.next >= this.buffer.length && !this.ended) await this.readOn();
    return this.buffer[this.next];
  }

  skip(): void {
    this.next++;
  }

  private async readOn(): Promise<void> {
    const run = this.runs[this.run];
    if (!run) {
      this.ended = true;
      return;
    }
    const limit = Math.min(this.stretch, run[1] - this.from + 1);
    this.buffer = await this.events.readStream(this.stream, { from: this.from, limit });
    this.next = 0;
    this.stretch = Math.min(this.stretch * 2, LONGEST_READ);
    this.from += this.buffer.length;
    if (this.buffer.length < limit || this.from > run[1]) {
      this.run++;
      this.from = this.runs[this.run]?.[0] ?? 0;
    }
  }
}
