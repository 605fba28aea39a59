import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { IsText } from '../fields/command-fields.ts';
import { IsProvinces } from '../fields/place-and-trade-fields.ts';
import { CaseworkCommand, commandTo } from '../shapes/command.ts';
import { OUTGOING_TYPES, type OutgoingType } from './outgoing-types.ts';
import { partner, standing, SubscriptionGranted } from './partner.ts';
import { SENT_BY } from './who-decides.ts';

/** What a partner is to hear of, where, and what for; it takes effect when somebody else confirms it. */
export class GrantSubscription extends CaseworkCommand {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(OUTGOING_TYPES.length)
  @ArrayUnique()
  @IsIn(OUTGOING_TYPES, { each: true })
  readonly types: OutgoingType[];
  @IsProvinces() readonly provinces: string[];
  /** In the words people consented to. */
  @IsText(100) readonly purpose: string;
}

export const grantSubscription = commandTo(partner, GrantSubscription, {
  sentBy: SENT_BY,
  places: ({ provinces }) => ({ provinces }),
  decide(partner, { types, provinces, purpose }) {
    standing(partner);
    return SubscriptionGranted({ types: [...types], provinces: [...provinces], purpose });
  },
});
