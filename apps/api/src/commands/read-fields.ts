import type { CaseworkCommand } from '#libs/casework';
import { type FieldError, Problem } from '#libs/kernel';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import type { ReadBody } from '../door/json-body.ts';
import { fieldErrors } from './field-errors.ts';

const EXACTLY = {
  whitelist: true,
  forbidNonWhitelisted: true,
  validationError: { target: true, value: true },
} as const;

/**
 * The command that a body's fields make. Throws `request.malformed`, or `request.unknown-field` where nothing else is
 * wrong, with every field at fault.
 */
export function readFields<C extends CaseworkCommand>(command: new () => C, body: ReadBody | undefined): C {
  if (body === undefined) throw new Problem('request.not-json');
  // A field named as what every object has would lead the checks astray: nothing is looked at beyond it.
  const misleads = body.tooDeep || body.errors.some(({ code }) => code === 'forbiddenKey');
  if (misleads) throw new Problem('request.malformed', {}, body.errors);
  const fields = plainToInstance(command, body.fields);
  const errors = merged(body.errors, fieldErrors(checked(command, fields)));
  if (errors.length === 0) return fields;
  const onlyUnknown = errors.every(({ code }) => code === 'whitelistValidation');
  throw new Problem(onlyUnknown ? 'request.unknown-field' : 'request.malformed', {}, errors);
}

/** A command without fields has no checks, which would be taken for a class that nobody knows. */
function checked(command: new () => object, fields: object) {
  const hasFields = getMetadataStorage().getTargetValidationMetadatas(command, '', true, false).length > 0;
  return validateSync(fields, { forbidUnknownValues: hasFields, ...EXACTLY });
}

/** What was found first tells more: that a field is null says why it is missing. */
function merged(first: readonly FieldError[], second: readonly FieldError[]): readonly FieldError[] {
  const named = new Set(first.map(({ field }) => field));
  return [...first, ...second.filter(({ field }) => !named.has(field))];
}
