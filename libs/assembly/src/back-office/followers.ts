import { type EventStore, StoreUnavailable } from '#libs/event-store';
import type { Configuration } from '#libs/kernel';
import { pauseUnlessAborted } from '#libs/read-models';
import { type DoorParts, type OwnParts, openBesideOffice } from '../idmaj.ts';
import { startProblem } from '../start-problem.ts';
import { BackOffice } from './back-office.ts';
import { faultOf } from './faults.ts';
import { followHere, type Followers, passOn } from './follow-here.ts';
import { type BackOfficeParts, written } from './keep-back-office.ts';
import type { Line, News } from './messages.ts';
import { OtherThread } from './other-thread.ts';
import { Teller } from './teller.ts';

/** Two lines between the back office and what follows the log in a thread beside it. */
export interface FollowersLines {
  /** Where the back office asks the followers. */
  readonly toFollowers: Line;
  /** Where the followers ask the back office. */
  readonly toOffice: Line;
}

/** The longest the log is watched at a stretch; nothing happens then. */
const WATCH_MS = 60_000;
/** Under a flow of commits the followers are told so often; what comes after a silence is told at once. */
const SELDOM_MS = 5;
/** While the store is away, the followers look for themselves. */
const PAUSE_MS = 100;

/** For a back office whose followers are in a thread beside it: does what they ask, and tells them when the log has grown. */
export function followBeside({ toFollowers, toOffice }: FollowersLines): NonNullable<BackOfficeParts['follow']> {
  return async (idmaj, tell) => {
    const followers = new OtherThread(toFollowers);
    followers.onNews(tell);
    const teller = new Teller(toOffice);
    teller.answerBy((asked) => ('send' in asked || 'append' in asked ? written(asked, idmaj) : nothingToDo()));
    teller.tell({ opened: true });
    await followers.opened;
    const stopping = new AbortController();
    void whenGrown(idmaj.events, stopping.signal, () => teller.tell({ logGrew: true }));
    return {
      settled: () => followers.settled(),
      async stop() {
        await followers.close();
        stopping.abort();
      },
    };
  };
}

export interface FollowersParts extends Pick<OwnParts, 'clock'> {
  /** Starts what follows the log. Default: the worker. */
  readonly follow?: (parts: DoorParts, tell: (news: News) => void) => Followers;
}

/** Follows the log in this thread, once the back office is open; whatever is written on the way is written there. */
export async function keepFollowers(
  { toFollowers, toOffice }: FollowersLines,
  configure: () => Configuration,
  { follow = followHere, clock }: FollowersParts = {},
): Promise<void> {
  const teller = new Teller(toFollowers);
  try {
    const office = new BackOffice(toOffice);
    await office.opened;
    const parts = await openBesideOffice(configure(), office, { clock });
    const tell = (news: News) => teller.tell(news);
    passOn(parts.readModels, tell);
    const followers = follow(parts, tell);
    teller.answerBy(async (asked) => {
      if ('settle' in asked) await followers.settled();
      else {
        await followers.stop();
        await parts.close();
      }
      return true;
    });
    teller.tell({ opened: true });
  } catch (error) {
    teller.tell({ notOpened: faultOf(startProblem(error) ?? error) });
  }
}

/** The followers leave; the office stays open for others. */
async function nothingToDo(): Promise<true> {
  return true;
}

async function whenGrown(events: EventStore, signal: AbortSignal, tell: () => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const head = await events.head();
      tell();
      await pauseUnlessAborted(SELDOM_MS, signal);
      await events.changed(head, WATCH_MS, signal);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pauseUnlessAborted(PAUSE_MS, signal);
    }
  }
}
