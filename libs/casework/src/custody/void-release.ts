import { IsText } from '../fields/command-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { custody, lastRelease, ReleaseVoided } from './custody.ts';

/** The last recorded release never happened: the episode is open again. One that a newer episode followed stands. */
export class VoidRelease extends CaseworkCommand {
  @IsText(2000) readonly because: string;
}

export const voidRelease = commandTo(custody, VoidRelease, {
  sentBy: ['data-steward'],
  decide(custody, { because }) {
    lastRelease(custody);
    return ReleaseVoided({ because });
  },
});
