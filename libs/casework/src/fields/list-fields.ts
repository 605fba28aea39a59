import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { both } from './command-fields.ts';

type Fields = new () => object;

/** One object with fields of its own. */
export function IsPart(fields: Fields): PropertyDecorator {
  return both(IsObject(), ValidateNested(), typeOf(fields));
}

/** A list of objects with fields of their own, from `least` up. */
export function IsListOf(fields: Fields, least = 0, most = 100): PropertyDecorator {
  return both(
    IsArray(),
    ArrayMinSize(least),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    typeOf(fields),
  );
}

function typeOf(fields: Fields): (target: object, key: string) => void {
  const decorate = Type(() => fields);
  return (target, key) => decorate(target, key);
}
