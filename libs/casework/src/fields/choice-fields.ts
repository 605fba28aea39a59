import { IsIn } from 'class-validator';

/** One of these codes. */
export function IsOneOf(codes: readonly string[]): PropertyDecorator {
  return IsIn(codes);
}
