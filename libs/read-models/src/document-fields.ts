import type { Json, JsonObject } from '#libs/kernel';
import type { Scalar } from './read-models.ts';

/** The scalar at a dotted path, null where it is absent or not a scalar. */
export function valueAt(body: JsonObject, path: string): Scalar | null {
  const found = at(body, path);
  return isScalar(found) ? found : null;
}

/** The distinct scalars of the list at a dotted path. */
export function valuesAt(body: JsonObject, path: string): readonly Scalar[] {
  const found = at(body, path);
  if (isScalar(found)) return [found];
  return Array.isArray(found) ? [...new Set((found as readonly Json[]).filter(isScalar))] : [];
}

/** Whether both hold the very same thing at a dotted path, as documents do that are made from each other. */
export function isSameAt(one: JsonObject | null, other: JsonObject | null, path: string): boolean {
  if (one === null || other === null) return one === other;
  return at(one, path) === at(other, path);
}

/** Declared indexes name few paths, and every write asks for all of them. */
const namesOf = new Map<string, readonly string[]>();

function at(body: JsonObject, path: string): Json | undefined {
  let found: Json | undefined = body;
  for (const name of namesIn(path)) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    found = (found as JsonObject)[name];
  }
  return found;
}

function namesIn(path: string): readonly string[] {
  let names = namesOf.get(path);
  if (!names) namesOf.set(path, (names = path.split('.')));
  return names;
}

function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The least text above every text that begins so, by code point; undefined when every text begins so. */
export function endOfPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0) ?? 0;
    // Between U+D7FF and U+E000 lie only the halves of pairs, which are no characters.
    if (code < 0x10ffff) return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
}
