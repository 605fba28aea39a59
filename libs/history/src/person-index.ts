import { BEGINNING, type Position, type RecordedEvent } from '#libs/event-store';
import { personStreams, type PersonStreamsDocument, type RevisionRuns, withRevision } from '#libs/projections';
import type { HistorySources } from './history-sources.ts';
import { kindOf } from './history-kinds.ts';
import { hasPassed, indexHolds } from './index-holds.ts';

type Streams = Readonly<Record<string, RevisionRuns>>;

/** Events behind which the index may be before it is waited for: every reading of a file is one. */
const LONGEST_TAIL = 500;

/**
 * Which streams tell of a person without carrying their id, complete up to a position of the log: from the projection,
 * and for the last few events, that it may not hold yet, from the log itself.
 */
export class PersonIndex {
  /** The projection holds everything up to here. */
  private passed: Position = BEGINNING;

  constructor(private readonly sources: HistorySources) {}

  /** Throws `query.not-caught-up` when the projection is far behind and stays so. */
  async streamsElsewhere(id: string, head: Position): Promise<Streams> {
    const tail = await this.tailUpTo(head);
    const document = (await this.sources.views.get(personStreams.name, id)) as PersonStreamsDocument | undefined;
    const streams: Record<string, RevisionRuns> = { ...document?.streams };
    for (const event of tail) {
      if (!isAbout(event, id)) continue;
      streams[event.stream] = withRevision(streams[event.stream] ?? [], event.revision);
    }
    return streams;
  }

  private async tailUpTo(head: Position): Promise<readonly RecordedEvent[]> {
    const { events, views, patienceMs } = this.sources;
    if (this.passed >= head) return [];
    if (!(await hasPassed(views, personStreams.name, head, 0))) {
      const tail = this.passed === BEGINNING ? [] : await events.readAll(this.passed, LONGEST_TAIL);
      if ((tail.at(-1)?.position ?? BEGINNING) >= head) return tail.filter(({ position }) => position <= head);
      await indexHolds(views, personStreams.name, head, patienceMs);
    }
    if (head > this.passed) this.passed = head;
    return [];
  }
}

function isAbout({ stream, metadata }: RecordedEvent, id: string): boolean {
  const { subjects } = metadata;
  return kindOf(stream) !== undefined && !stream.endsWith(id) && Array.isArray(subjects) && subjects.includes(id);
}
