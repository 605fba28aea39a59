import type { Configuration } from '#libs/kernel';
import { type DoorParts, openBesideOffice, type OwnParts } from '../idmaj.ts';
import { startProblem } from '../start-problem.ts';
import { BackOffice } from './back-office.ts';
import { faultOf } from './faults.ts';
import { followHere, type Followers, passOn } from './follow-here.ts';
import type { FollowersLines, News } from './messages.ts';
import { Teller } from './teller.ts';

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
