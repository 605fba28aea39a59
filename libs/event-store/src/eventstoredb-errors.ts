/**
 * Someone deleted or truncated a stream with another tool, so its history is incomplete. Idmaj never deletes, and decides
 * nothing on half a history.
 */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';

  constructor(
    readonly stream: string,
    what: string,
  ) {
    super(`Stream ${stream} ${what} Restore it from a backup, or choose another stream name.`);
  }
}

/** Someone wrote an event with another tool that is not a JSON object. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';

  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly type: string,
  ) {
    super(`Event ${revision} of stream ${stream}, of type ${type}, is not a JSON object. Idmaj did not write it.`);
  }
}
