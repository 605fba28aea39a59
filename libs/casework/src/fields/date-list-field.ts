import { isLocalDate } from '#libs/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { both } from './command-fields.ts';

/** Days `YYYY-MM-DD`, each once. */
export function IsLocalDates(most = 20): PropertyDecorator {
  return both(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(most),
    ArrayUnique(),
    ValidateBy({ name: 'isLocalDate', validator: { validate: isLocalDate } }, { each: true }),
    JSONSchema({ type: 'array', items: { type: 'string', format: 'date' }, minItems: 1, uniqueItems: true }),
  );
}
