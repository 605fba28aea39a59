import { plainNumber, Refused } from '#libs/kernel';
import { ValidateBy } from 'class-validator';
import { IsOneOf } from '../fields/choice-fields.ts';
import { both, IsText } from '../fields/command-fields.ts';

export const IDENTIFIER_TYPES = ['cin', 'idcs', 'massar', 'passport'] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** A number that tells one person from all others, in its one normal form. */
export interface Identifier {
  readonly type: IdentifierType;
  readonly value: string;
}

const CIN = /^[A-Z]{1,2}[0-9]{1,7}$/;
const ANY = /^[\p{L}\p{N}][\p{L}\p{N}/.-]*$/u;

/** A value that an identifier of the object's `type` can have. */
export function IsIdentifierValue(): PropertyDecorator {
  const isWellFormed = (value: unknown, type: unknown) =>
    typeof value === 'string' && (type === 'cin' ? CIN : ANY).test(plainNumber(value));
  return both(
    IsText(40),
    ValidateBy({
      name: 'isIdentifier',
      validator: {
        validate: (value: unknown, on) => isWellFormed(value, (on?.object as Partial<Identifier> | undefined)?.type),
      },
    }),
  );
}

export class IdentifierFields {
  @IsOneOf(IDENTIFIER_TYPES) readonly type: IdentifierType;
  @IsIdentifierValue() readonly value: string;
}

/**
 * The one form an identifier is stored, compared and claimed in: upper case, Western digits, no blanks. Throws
 * `beneficiary.identifier-malformed`.
 */
export function normalIdentifier({ type, value }: Identifier): Identifier {
  const normal = plainNumber(value);
  if (!(type === 'cin' ? CIN : ANY).test(normal)) throw new Refused('beneficiary.identifier-malformed');
  return { type, value: normal };
}

export function holds(identifiers: readonly Identifier[], { type, value }: Identifier): boolean {
  return identifiers.some((held) => held.type === type && held.value === value);
}
