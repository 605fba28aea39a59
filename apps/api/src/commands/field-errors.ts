import type { FieldError } from '#libs/kernel';
import { fieldParams } from '#libs/language';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { shortened } from '../door/json-faults.ts';

const NO_TARGET = '';

/** One error per field at fault, with the check that says most about it; fields inside others by their path. */
export function fieldErrors(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = pathOf(path, error);
    const own = ownError(error, field);
    return [...(own ? [own] : []), ...fieldErrors(error.children ?? [], field)];
  });
}

/** `shares[1].percent`: class-validator names the elements of a list by their index. */
function pathOf(path: string, { property, target }: ValidationError): string {
  if (Array.isArray(target)) return `${path}[${property}]`;
  return shortened(path === '' ? property : `${path}.${property}`);
}

function ownError(error: ValidationError, field: string): FieldError | undefined {
  const failed = Object.keys(error.constraints ?? {});
  if (failed.length === 0) return undefined;
  const code = tellingCode(failed, error.value);
  return { field, code, params: fieldParams(code, constraintsOf(error, code)) };
}

/** Checks of text or number say nothing useful about a value of another type. */
const OF_TEXT = new Set(['isLength', 'minLength', 'maxLength', 'isVisibleText', 'noBidiControls', 'isString']);
const OF_LIST = new Set(['isArray', 'arrayMinSize', 'arrayMaxSize', 'arrayUnique', 'arrayNotEmpty']);
const OF_PART = new Set(['isObject', 'nestedValidation']);

function tellingCode(failed: readonly string[], value: unknown): string {
  if (failed.includes('whitelistValidation')) return 'whitelistValidation';
  if (value === undefined) return 'required';
  if (!Array.isArray(value) && failed.some((code) => OF_LIST.has(code))) return 'isArray';
  if (typeof value !== 'string' && failed.some((code) => OF_TEXT.has(code))) return 'isString';
  if (failed.some((code) => OF_PART.has(code)) && !Array.isArray(value)) return 'isObject';
  const number = failed.find((code) => code === 'isInt' || code === 'isNumber');
  return number ?? failed[0] ?? 'invalid';
}

function constraintsOf({ target, property }: ValidationError, code: string): readonly unknown[] {
  if (!target) return [];
  const checks = getMetadataStorage().getTargetValidationMetadatas(target.constructor, NO_TARGET, true, false);
  const check = checks.find(({ propertyName, name }) => propertyName === property && name === code);
  return (check?.constraints ?? []) as unknown[];
}
