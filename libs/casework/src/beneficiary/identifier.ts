import { Refused } from '#libs/kernel';
import { IsOneOf } from '../fields/choice-fields.ts';
import { IsText } from '../fields/command-fields.ts';

export const IDENTIFIER_TYPES = ['cin', 'idcs', 'massar', 'passport'] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** A number that tells one person from all others, in its one normal form. */
export interface Identifier {
  readonly type: IdentifierType;
  readonly value: string;
}

export class IdentifierFields {
  @IsOneOf(IDENTIFIER_TYPES) readonly type: IdentifierType;
  @IsText(40) readonly value: string;
}

const CIN = /^[A-Z]{1,2}[0-9]{1,7}$/;
const ANY = /^[\p{L}\p{N}][\p{L}\p{N}/.-]*$/u;

/**
 * The one form an identifier is stored, compared and claimed in: upper case, no blanks. Throws
 * `beneficiary.identifier-malformed`.
 */
export function normalIdentifier({ type, value }: Identifier): Identifier {
  const normal = value.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (!(type === 'cin' ? CIN : ANY).test(normal)) throw new Refused('beneficiary.identifier-malformed');
  return { type, value: normal };
}

export function holds(identifiers: readonly Identifier[], { type, value }: Identifier): boolean {
  return identifiers.some((held) => held.type === type && held.value === value);
}
