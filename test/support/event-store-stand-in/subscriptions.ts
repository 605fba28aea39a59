import { randomUUID } from 'node:crypto';
import { type ServiceError, status } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { House } from './door.ts';
import { commitOf, type StoredEvent } from './journal.ts';
import { nameOf, NOT_READY, streamDeleted, trailers } from './messages.ts';
import { fail, placeOf, type ReadCall, send } from './read-calls.ts';

/** What 23.10 holds for a live subscriber, and the burst no consumer of it survived. */
const LIVE_BUFFER = 32;
const LIVE_BURST = 200;
const PAGE = 32;

const open = new WeakMap<House, Set<Subscription>>();

export function subscriptionsOf(house: House): Set<Subscription> {
  const known = open.get(house) ?? new Set<Subscription>();
  open.set(house, known);
  return known;
}

export async function subscribe(house: House, call: ReadCall, options: ReadReq.Options): Promise<void> {
  if (house.behaviour.now.refuseSubscriptions) return fail(call, NOT_READY);
  const position = options.getAll()?.getPosition();
  if (position !== undefined && placeOf(house.log, position) === 'invalid') {
    return fail(call, trailers(status.UNKNOWN, 'Exception was thrown by handler.'));
  }
  const subscription = new Subscription(house, call, options);
  subscriptionsOf(house).add(subscription);
  await subscription.run();
  subscriptionsOf(house).delete(subscription);
}

export class Subscription {
  private next: number;
  private ended = false;
  private ring = (): void => undefined;
  private considered = 0;
  private readonly stream: string | undefined;

  constructor(
    private readonly house: House,
    private readonly call: ReadCall,
    private readonly options: ReadReq.Options,
  ) {
    const wanted = options.getStream();
    this.stream = wanted === undefined ? undefined : nameOf(wanted.getStreamIdentifier());
    this.next = this.start();
    for (const event of ['cancelled', 'close', 'error']) call.on(event, () => this.stop());
  }

  /** Confirmation, old events, caughtUp, then live ones for as long as both sides live. */
  async run(): Promise<void> {
    const silence = this.house.log.onWrite(() => this.ring());
    const id = new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID());
    this.call.write(new streams.ReadResp().setConfirmation(id));
    let live = false;
    while (!this.ended) {
      if (this.next < this.house.log.events.length) {
        await this.sendPage(live);
      } else if (!live && this.saysCaughtUp()) {
        live = true;
        this.call.write(new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp()));
      } else {
        await new Promise<void>((resolve) => (this.ring = resolve));
      }
    }
    silence();
  }

  /** The server ends it without an error, as a shutdown may. */
  end(): void {
    this.call.end();
    this.stop();
  }

  dropAsSlow(): void {
    this.failWith(
      trailers(
        status.ABORTED,
        'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
      ),
    );
  }

  private failWith(error: Partial<ServiceError>): void {
    this.stop();
    fail(this.call, error);
  }

  private stop(): void {
    this.ended = true;
    this.ring();
  }

  private async sendPage(live: boolean): Promise<void> {
    const { events } = this.house.log;
    const burst = live && events.length - this.next > LIVE_BURST;
    const page = events.slice(this.next, this.next + PAGE);
    this.next += page.length;
    const wanted = page.filter((event) => this.wants(event));
    await send(this.call, burst ? wanted.slice(0, LIVE_BUFFER) : wanted);
    if (burst) return this.dropAsSlow();
    if (wanted.at(-1)?.type === '$streamDeleted' && this.stream !== undefined) {
      return this.failWith(streamDeleted(this.stream));
    }
    this.checkpoint(page, wanted, live);
  }

  /** Only filtered ones have checkpoints; while catching up they lag and lack the prepare half. */
  private checkpoint(page: readonly StoredEvent[], wanted: readonly StoredEvent[], live: boolean): void {
    const filter = this.options.getFilter();
    if (filter === undefined) return;
    this.considered += page.length;
    const every = (filter.hasMax() ? filter.getMax() : PAGE) * filter.getCheckpointintervalmultiplier();
    if (this.considered < every) return;
    this.considered -= every;
    const at = live ? page.at(-1) : (wanted.at(-1) ?? page[0]);
    const commit = String(at === undefined ? 0 : commitOf(at));
    const checkpoint = new streams.ReadResp.Checkpoint()
      .setCommitPosition(commit)
      .setPreparePosition(live ? String(at?.position ?? 0) : '0');
    this.call.write(new streams.ReadResp().setCheckpoint(checkpoint));
  }

  /** A subscription from the start of a stream that is not there is told so only after its first event. */
  private saysCaughtUp(): boolean {
    const fromEnd = this.options.getStream()?.hasEnd() ?? true;
    return this.stream === undefined || fromEnd || this.house.log.stream(this.stream).length > 0;
  }

  /** Exclusive of the position or revision given. */
  private start(): number {
    const { log } = this.house;
    const [stream, all] = [this.options.getStream(), this.options.getAll()];
    if ((stream?.hasEnd() ?? false) || (all?.hasEnd() ?? false)) return log.events.length;
    const position = all?.getPosition();
    const place = position === undefined ? -1 : placeOf(log, position);
    return place === 'invalid' ? log.events.length : place + 1;
  }

  private wants(event: StoredEvent): boolean {
    if (this.stream !== undefined) return event.stream === this.stream && this.isAfterRevision(event);
    const filter = this.options.getFilter();
    if (filter === undefined) return true;
    const expression = filter.getStreamIdentifier() ?? filter.getEventType();
    const text = filter.hasStreamIdentifier() ? event.stream : event.type;
    const regex = expression?.getRegex() ?? '';
    if (regex !== '') return new RegExp(regex, 'u').test(text);
    return expression?.getPrefixList().some((prefix) => text.startsWith(prefix)) ?? false;
  }

  private isAfterRevision(event: StoredEvent): boolean {
    const wanted = this.options.getStream();
    return !wanted?.hasRevision() || BigInt(event.revision) > BigInt(wanted.getRevision());
  }
}
