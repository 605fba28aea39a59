import type { MessagePort } from 'node:worker_threads';

/** The ends of lines that a thread is given. */
export interface Lines {
  /** The back office's, to the door. */
  readonly line: MessagePort;
  readonly toFollowers: MessagePort;
  readonly toOffice: MessagePort;
}
