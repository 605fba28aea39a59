import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, Matches } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { both, IsText } from '../fields/command-fields.ts';
import { PARTNER_KINDS } from '../partner/partner.ts';
import { CaseworkCommand } from '../shapes/command.ts';

const RECIPIENT = `^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|${PARTNER_KINDS.join('|')})$`;

/** The id of a partner, or a kind of partners. */
export function IsRecipient(): PropertyDecorator {
  return both(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    Matches(new RegExp(RECIPIENT)),
    JSONSchema({ type: 'string', pattern: RECIPIENT }),
  );
}

/** Who may hear of the person, and what for. */
export abstract class AboutConsent extends CaseworkCommand {
  /** In the words of the partner's subscription. */
  @IsText(100) readonly purpose: string;
  @IsRecipient() readonly recipient: string;
  /** The guardian decided for the person. */
  @IsOptional() @IsBoolean() readonly byGuardian?: boolean;
}
