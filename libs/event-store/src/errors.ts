import type { ExpectedRevision } from './event-store.ts';

/** Someone else wrote first, or the caller never read the stream. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`Stream ${stream} is at ${String(actual)}, expected ${String(expected)}. Read it again and decide again.`);
  }
}

/** The data of one append is over {@link MAX_APPEND_BYTES}. Nothing was written. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';

  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`The events hold ${bytes} bytes of data, at most ${limit} go into one append. Send fewer at a time.`);
  }
}

/** The append could never be stored; a fault of the program that made it. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** The engine cannot be reached, or said it is not ready. Nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** No answer came, so it may be written or not. Repeat the same append: same ids, same expected revision. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
