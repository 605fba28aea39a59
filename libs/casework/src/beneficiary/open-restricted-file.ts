import { Refused } from '#libs/kernel';
import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { beneficiary, registered } from './beneficiary.ts';
import { isInForce, isKeptFrom, RestrictedFileOpened } from './restriction.ts';

const THREE_HOURS_MS = 3 * 60 * 60 * 1000;

/** Breaks the glass: opens a restricted file for the sender alone, for three hours; the protection officer is told. */
export class OpenRestrictedFile extends CaseworkCommand {
  @IsText(2000) readonly reason: string;
}

export const openRestrictedFile = commandTo(beneficiary, OpenRestrictedFile, {
  // Those who answer for others' work; a social worker asks the centre's manager.
  sentBy: ['centre-manager', 'regional-coordinator'],
  reachesRestricted: true,
  decide(beneficiary, { reason }, { actor, today, now }) {
    const { restriction } = registered(beneficiary);
    if (!isInForce(restriction, today)) throw new Refused('beneficiary.not-restricted');
    if (!isKeptFrom(restriction, actor, today, now)) throw new Refused('beneficiary.file-already-open');
    return RestrictedFileOpened({ reason, until: new Date(Date.parse(now) + THREE_HOURS_MS).toISOString() });
  },
});
