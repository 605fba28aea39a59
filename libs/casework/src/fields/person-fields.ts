import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import Type from 'typebox';
import { both, IsText } from './command-fields.ts';
import { Code, Text } from './event-fields.ts';
import { IsPart } from './list-fields.ts';
import { IsProvince } from './place-and-trade-fields.ts';
import { personal } from '../shapes/define-event.ts';

const PHONE = '^\\+?[0-9][0-9 .()-]{5,24}$';
const phone = new RegExp(PHONE);

/** A telephone number: digits, a leading + where needed, and what people put between. */
export function IsPhone(): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && phone.test(value);
  return both(ValidateBy({ name: 'isPhone', validator: { validate } }), JSONSchema({ type: 'string', pattern: PHONE }));
}

/** A country, as two letters of ISO 3166-1. */
export function IsCountry(): PropertyDecorator {
  return Matches(/^[A-Z]{2}$/);
}

class WrittenName {
  @IsText(100) readonly given: string;
  @IsText(100) readonly family: string;
}

/** A name in Arabic script, Latin script or both. */
export class NameFields {
  @IsOptional() @IsPart(WrittenName) readonly arabic?: WrittenName;
  @IsOptional() @IsPart(WrittenName) readonly latin?: WrittenName;
}

/** Where someone lives. */
export class ResidenceFields {
  @IsProvince() readonly province: string;
  @IsOptional() @IsText(100) readonly commune?: string;
}

/** Where someone lives, as an event tells it: the province places the person, the commune is personal. */
export const Residence = Type.Object({ province: Code, commune: Type.Optional(personal(Text(100))) });
