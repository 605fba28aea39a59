import { centres, EVERYWHERE, isUnit, provinces, regions } from '#libs/reference';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { both } from './command-fields.ts';

const UNIT = { name: 'isUnit', validator: { validate: (value: unknown) => value !== EVERYWHERE && isUnit(value) } };
const UNIT_CODE = {
  type: 'string' as const,
  enum: [...provinces, ...regions, ...centres].map(({ code }) => code),
};

/** Codes of provinces, regions or centres that people work for, each once. */
export function IsUnits(): PropertyDecorator {
  return both(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(20),
    ArrayUnique(),
    ValidateBy(UNIT, { each: true }),
    JSONSchema({ type: 'array', items: UNIT_CODE, minItems: 1, uniqueItems: true }),
  );
}
