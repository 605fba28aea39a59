import { centres, establishments, isCentre, isEstablishment } from '#libs/reference';
import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { both } from './command-fields.ts';

/** The code of a prison or child-protection centre, e.g. `LAAYOUNE`. */
export function IsEstablishment(): PropertyDecorator {
  return both(
    ValidateBy({ name: 'isEstablishment', validator: { validate: isEstablishment } }),
    JSONSchema({ type: 'string', enum: establishments.map(({ code }) => code) }),
  );
}

/** The code of an after-care centre, e.g. `CAR-AGA`. */
export function IsCentre(): PropertyDecorator {
  return both(
    ValidateBy({ name: 'isCentre', validator: { validate: isCentre } }),
    JSONSchema({ type: 'string', enum: centres.map(({ code }) => code) }),
  );
}
