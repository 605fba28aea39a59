import { BEGINNING, type Position, type RecordedEvent } from '#libs/event-store';
import { dayInMorocco, type LocalDate } from '#libs/kernel';
import { followLog, type Lease, LeaseLost, pauseUnlessAborted } from '#libs/read-models';
import { Dispatch } from './dispatch.ts';
import { sendDue } from './due-timers.ts';
import { inOrder } from './in-order.ts';
import { occurred, PageOfProcess } from './page-of-process.ts';
import { parkedOccurrences } from './parked-occurrences.ts';
import { type AnyProcess, collectionOf, type Occurred } from './process.ts';
import { nameOf, type RunnerParts, StatesOfAnotherLog } from './runner-parts.ts';
import { sentAfter } from './sent-after.ts';
import { TIMER_INDEXES } from './standing.ts';

/** Pages without anything to react to are passed over this many events long before that is noted down. */
const NOTED_EVERY = 1_000;
/** Commands of one page under way at once: their appends share the log's commits. */
const AT_ONCE = 16;

interface Followed {
  readonly process: AnyProcess;
  readonly types: ReadonlySet<string>;
  readonly dispatch: Dispatch;
  readonly stuck: Set<string>;
  /** The last event it has answered. */
  position: Position;
}

/** The work under one lease, until it is lost or told to stop. */
export class ProcessSession {
  private readonly ending = new AbortController();
  private followed: Followed[] = [];
  private turns: Promise<unknown> = Promise.resolve();
  private logId = '';
  private unnoted = 0;
  private position: Position = BEGINNING;
  private day: LocalDate = '';
  private isDueUnknown = true;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly parts: RunnerParts,
    private readonly lease: Lease,
    private readonly onPassed: (position: Position) => void,
  ) {}

  async run(stopping: AbortSignal): Promise<void> {
    const end = () => this.ending.abort();
    stopping.addEventListener('abort', end);
    if (stopping.aborted) end();
    try {
      await this.open();
      await Promise.all([this.follow(), this.keepLease()].map((work) => work.catch(this.fail)));
      if (!this.failure && this.unnoted > 0) await this.save([]);
    } finally {
      stopping.removeEventListener('abort', end);
    }
    if (this.failure) throw this.failure.error;
  }

  /** Sends what is due up to and including a day. */
  sendDue(today: LocalDate): Promise<void> {
    const { readModels, onAlarm } = this.parts;
    return this.turn(async () => {
      this.day = today;
      this.isDueUnknown = false;
      for (const { process, dispatch } of this.followed) {
        const onFault = (error: unknown) => onAlarm({ kind: 'fault', process: process.name, error: nameOf(error) });
        await sendDue(process, today, { readModels, lease: this.lease, dispatch, atOnce: AT_ONCE, onFault });
      }
    });
  }

  private async open(): Promise<void> {
    const { events, readModels, processes, desk, decode, onAlarm } = this.parts;
    await readModels.prepare(processes.map((each) => ({ name: collectionOf(each), indexes: TIMER_INDEXES })));
    this.logId = await events.logId();
    const positions = new Map<AnyProcess, Position>();
    for (const process of processes) {
      const checkpoint = await readModels.checkpoint(collectionOf(process));
      if (checkpoint && checkpoint.logId !== '' && checkpoint.logId !== this.logId) {
        throw new StatesOfAnotherLog(collectionOf(process));
      }
      positions.set(process, checkpoint?.position ?? BEGINNING);
    }
    const [first = BEGINNING] = [...positions.values()].sort();
    const sentBefore = await sentAfter(events, first);
    for (const [process, position] of positions) {
      const onNoAnswer = (code: string) => onAlarm({ kind: 'fault', process: process.name, error: code });
      const dispatch = new Dispatch(desk, process.name, this.ending.signal, onNoAnswer, sentBefore);
      const types = new Set(process.on.map(({ type }) => type));
      const followed = { process, types, dispatch, stuck: new Set<string>(), position };
      await this.tryParked(followed, await parkedOccurrences(events, readModels, process, decode));
      this.followed.push(followed);
    }
  }

  /** After a fix, which is after a start, parked events are answered before the log goes on. */
  private async tryParked(followed: Followed, parked: readonly Occurred[]): Promise<void> {
    if (parked.length === 0) return;
    const page = await this.read(followed, parked);
    await inOrder(page.tasks, AT_ONCE);
    const batch = page.batch();
    const stillParked = new Set(batch.parked?.map(({ key, position }) => `${key} ${position}`));
    const unparked = (await this.parts.readModels.parked(batch.collection)).filter(
      ({ key, position }) => !stillParked.has(`${key} ${position}`),
    );
    await this.parts.readModels.save([{ ...batch, unparked, lease: this.lease }]);
  }

  private async follow(): Promise<void> {
    const { events, pageSize, onAlarm } = this.parts;
    const [first = BEGINNING] = this.followed.map(({ position }) => position).sort();
    this.position = first;
    this.onPassed(first);
    await this.sendDueOfToday();
    const onFault = () => onAlarm({ kind: 'fault', error: 'StoreUnavailable' });
    for await (const page of followLog(events, first, { pageSize, signal: this.ending.signal, onFault })) {
      await this.turn(() => this.answer(page));
      this.onPassed(this.position);
      await this.sendDueOfToday();
    }
  }

  /**
   * When the day is a new one, or states have moved. Not on the way through an old log: there a day long past may be
   * due, and only what follows says what became of it.
   */
  private async sendDueOfToday(): Promise<void> {
    const today = dayInMorocco(this.parts.clock.now());
    if (!this.isDueUnknown && today <= this.day) return;
    if ((await this.parts.events.head()) <= this.position) await this.sendDue(today);
  }

  private async answer(recorded: readonly RecordedEvent[]): Promise<void> {
    const position = recorded.at(-1)?.position ?? BEGINNING;
    const seen = new Map<RecordedEvent, Occurred>();
    const pages: PageOfProcess[] = [];
    for (const followed of this.followed) {
      const mine = recorded.filter((each) => followed.types.has(each.type) && each.position > followed.position);
      if (mine.length === 0) continue;
      for (const each of mine) if (!seen.has(each)) seen.set(each, occurred(each, this.parts.decode(each)));
      pages.push(
        await this.read(
          followed,
          mine.flatMap((each) => seen.get(each) ?? []),
        ),
      );
    }
    await inOrder(
      pages.flatMap(({ tasks }) => tasks),
      AT_ONCE,
    );
    for (const followed of this.followed) if (followed.position < position) followed.position = position;
    this.unnoted += recorded.length;
    const batches = pages.map((page) => page.batch());
    this.position = position;
    const isMoved = batches.some(({ replacements, parked = [] }) => replacements.length + parked.length > 0);
    this.isDueUnknown ||= isMoved;
    if (isMoved || this.unnoted >= NOTED_EVERY) await this.save(batches);
  }

  private async save(pages: readonly ReturnType<PageOfProcess['batch']>[]): Promise<void> {
    const byCollection = new Map(pages.map((page) => [page.collection, page]));
    const { lost } = await this.parts.readModels.save(
      this.followed.map(({ process, position }) => {
        const collection = collectionOf(process);
        const page = byCollection.get(collection) ?? { collection, replacements: [] };
        return { ...page, checkpoint: { logId: this.logId, position }, lease: this.lease };
      }),
    );
    if (lost.size > 0) throw new LeaseLost(this.lease.name);
    this.unnoted = 0;
  }

  private read(followed: Followed, events: readonly Occurred[]): Promise<PageOfProcess> {
    const { process, stuck, dispatch } = followed;
    const { readModels, onAlarm } = this.parts;
    return PageOfProcess.read(readModels, process, events, {
      stuck,
      dispatch,
      onParked: ({ position, stream, type, error }) =>
        onAlarm({ kind: 'parked', process: process.name, position, stream, type, error }),
    });
  }

  private async keepLease(): Promise<void> {
    const { readModels, leaseTtlMs } = this.parts;
    const { name, holder, fence } = this.lease;
    while (!this.ending.signal.aborted) {
      await pauseUnlessAborted(leaseTtlMs / 3, this.ending.signal);
      if (this.ending.signal.aborted) return;
      const renewed = await readModels.lease(name, holder, leaseTtlMs);
      if (renewed?.fence !== fence) throw new LeaseLost(name);
      await this.sendDueOfToday();
    }
  }

  /** One at a time: answering a page, sending what is due. */
  private turn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turns.then(work);
    this.turns = mine.catch(() => undefined);
    return mine;
  }

  private readonly fail = (error: unknown): void => {
    this.failure ??= { error };
    this.ending.abort();
  };
}
