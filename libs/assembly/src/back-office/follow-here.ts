import { FeedTail } from '#libs/partner-feed';
import { Progress, type ReadModels } from '#libs/read-models';
import type { DoorParts } from '../idmaj.ts';
import { startWorker, type Worker } from '../worker.ts';
import type { News } from './messages.ts';

/** What follows the log, as the back office has it. */
export type Followers = Pick<Worker, 'settled' | 'stop'>;

/** The worker in this thread. `leaseOnOneMachineMs`: as `startWorker` has it. */
export function followHere(parts: DoorParts, tell: (news: News) => void, leaseOnOneMachineMs?: number): Followers {
  return startWorker(parts, (alarm) => tell({ alarm }), leaseOnOneMachineMs);
}

/** Has told what is done to read models in this thread. */
export function passOn(readModels: ReadModels, tell: (news: News) => void): void {
  Progress.of(readModels).passOn((passed, position) => tell({ passed, position }));
  FeedTail.of(readModels).passOn(() => tell({ feedGrew: true }));
}
