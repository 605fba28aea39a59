import { isLocalDate, isUuid } from '#libs/kernel';
import { Transform } from 'class-transformer';
import { IsInt, Length, Max, Min, ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** MAD 100 billion in centimes: beyond any envelope, and exact in a double. */
export const MOST_CENTIMES = 10_000_000_000_000;

/** A day `YYYY-MM-DD` that the calendar has. */
export function IsLocalDate(): PropertyDecorator {
  return both(
    ValidateBy({ name: 'isLocalDate', validator: { validate: isLocalDate } }),
    JSONSchema({ type: 'string', format: 'date' }),
  );
}

/** A UUID of any version; ids that differ in case alone are one id. */
export function IsId(): PropertyDecorator {
  return both(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    ValidateBy({ name: 'isUuid', validator: { validate: isUuid } }),
    JSONSchema({ type: 'string', format: 'uuid' }),
  );
}

/** Whole centimes of MAD, from `least` up. */
export function IsCentimes(least = 0): PropertyDecorator {
  return both(IsInt(), Min(least), Max(MOST_CENTIMES));
}

/** Bidirectional controls reorder what a reader sees, and control characters break what is printed: neither is text. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** Text of 1 to `longest` characters, not only blanks, without bidirectional or other control characters. */
export function IsText(longest: number): PropertyDecorator {
  return both(
    Length(1, longest),
    ValidateBy({
      name: 'isVisibleText',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.trim() !== '' && !hasLoneSurrogate(value),
      },
    }),
    ValidateBy({
      name: 'noBidiControls',
      validator: { validate: (value: unknown) => typeof value !== 'string' || !UNSEEN.test(value) },
    }),
  );
}

function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

export function both(...decorators: readonly ((target: object, key: string) => void)[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, String(key));
  };
}
