import Type from 'typebox';
import { defineEvent } from './define-event.ts';

/** The stream name of the owner, `<kind>-<id>`. */
const owner = Type.String();
/** The revision at which the owner's event that needs the claim would stand. */
const revision = Type.Integer();

export const ClaimTaken = defineEvent('ClaimTaken', { owner, revision });
export const ClaimGivenUp = defineEvent('ClaimGivenUp', { owner });
