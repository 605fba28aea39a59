import { isProvince, isTrade, provinces, trades } from '#libs/reference';
import { ArrayMinSize, ArrayUnique, IsArray, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { both } from './command-fields.ts';

const PROVINCE = { name: 'isProvince', validator: { validate: isProvince } };
const PROVINCE_CODE = { type: 'string' as const, enum: provinces.map(({ code }) => code) };

/** The code of a province, e.g. `MA-LAA`. */
export function IsProvince(): PropertyDecorator {
  return both(ValidateBy(PROVINCE), JSONSchema(PROVINCE_CODE));
}

/** Codes of one or more provinces, each once. */
export function IsProvinces(): PropertyDecorator {
  return both(
    IsArray(),
    ArrayMinSize(1),
    ArrayUnique(),
    ValidateBy(PROVINCE, { each: true }),
    JSONSchema({ type: 'array', items: PROVINCE_CODE, minItems: 1, uniqueItems: true }),
  );
}

/** The code of a trade, e.g. `sewing`. */
export function IsTrade(): PropertyDecorator {
  return both(
    ValidateBy({ name: 'isTrade', validator: { validate: isTrade } }),
    JSONSchema({ type: 'string', enum: trades.map(({ code }) => code) }),
  );
}
