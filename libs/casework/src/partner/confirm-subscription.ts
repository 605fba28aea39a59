import { Refused } from '#libs/kernel';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { partner, standing, SubscriptionConfirmed } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** A second person agrees; from here on events are numbered for the partner. The subscription before ends. */
export class ConfirmSubscription extends CaseworkCommand {}

export const confirmSubscription = commandTo(partner, ConfirmSubscription, {
  sentBy: SENT_BY,
  decide(partner, _command, { actor }) {
    const { proposed, country, authorisation } = standing(partner);
    if (!proposed) throw new Refused('partner.nothing-to-confirm');
    if (proposed.proposedBy === actor.id) throw new Refused('partner.same-person');
    if (country !== 'MA' && authorisation === undefined) throw new Refused('partner.authorisation-missing');
    return SubscriptionConfirmed({});
  },
});
