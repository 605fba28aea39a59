/** What becomes of one append: stored or not, then the connection cut or nothing said at all. */
export type AppendFate = 'store-then-cut' | 'store-then-silent' | 'store-then-killed' | 'cut' | 'silent';

export interface Misbehaviour {
  /** Every call is answered as by a server that has opened its port but not its database. */
  readonly notReady?: boolean;
  /** Calls are taken and never answered. */
  readonly stall?: 'appends' | 'reads' | 'everything';
  /** Fates of the next appends, one each; then they are answered again. */
  readonly nextAppends?: readonly AppendFate[];
  /** Appends are stored at once and answered this much later. */
  readonly answerAppendsAfterMs?: number;
  /** Reads of the next subscriptions are refused with this gRPC status. */
  readonly refuseSubscriptions?: boolean;
  /** The leader is elsewhere: every call that requires it is sent there. */
  readonly leaderAt?: { readonly host: string; readonly port: number };
  /** Appends are written as transactions of old servers were: their events share the commit position. */
  readonly sharedCommit?: boolean;
  /** What a real server's MaxAppendSize is set to. */
  readonly maxAppendBytes?: number;
}

/** The one place the calls ask how to behave; counts what they were asked. */
export class Behaviour {
  readonly seen = { appends: 0, reads: 0, subscriptions: 0, batchAppends: 0, authorizations: [] as string[] };
  private current: Misbehaviour = {};
  private fates: AppendFate[] = [];

  set(misbehaviour: Misbehaviour): void {
    this.current = misbehaviour;
    this.fates = [...(misbehaviour.nextAppends ?? [])];
  }

  get now(): Misbehaviour {
    return this.current;
  }

  nextFate(): AppendFate | undefined {
    return this.fates.shift();
  }

  stalls(what: 'appends' | 'reads'): boolean {
    return this.current.stall === what || this.current.stall === 'everything';
  }
}
