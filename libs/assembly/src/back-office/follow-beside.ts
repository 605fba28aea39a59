import { type EventStore, StoreUnavailable } from '#libs/event-store';
import { pauseUnlessAborted } from '#libs/read-models';
import { type BackOfficeParts, written } from './keep-back-office.ts';
import type { FollowersLines } from './messages.ts';
import { OtherThread } from './other-thread.ts';
import { Teller } from './teller.ts';

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
