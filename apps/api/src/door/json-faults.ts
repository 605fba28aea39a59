import type { FieldError } from '#libs/kernel';

const DEEPEST = 10;
const MOST_REPORTED = 50;
/** Names every object answers to: a field of that name would never be seen as a field. */
const FORBIDDEN = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export interface JsonFaults {
  readonly errors: readonly FieldError[];
  readonly tooDeep: boolean;
  /** How many named values it holds, at every depth. */
  readonly keys: number;
}

interface Found {
  readonly errors: FieldError[];
  tooDeep: boolean;
  keys: number;
}

/** What no command takes, whatever its fields: null, forbidden names, numbers that are not exact, deep nesting. */
export function faultsOf(body: object): JsonFaults {
  const found: Found = { errors: [], tooDeep: false, keys: 0 };
  look(body, '', 1, found);
  return { ...found, errors: found.errors.slice(0, MOST_REPORTED) };
}

/** How many names a valid JSON text writes, repeated ones counted each time. */
export function countStringKeys(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)) if (colon !== undefined) count++;
  return count;
}

function look(value: unknown, path: string, depth: number, found: Found): void {
  if (value === null) report(found, path, 'null');
  else if (typeof value === 'number' && !isExact(value)) report(found, path, 'too-large-number');
  else if (typeof value === 'object') lookInside(value, path, depth, found);
}

function lookInside(value: object, path: string, depth: number, found: Found): void {
  if (depth > DEEPEST) {
    if (!found.tooDeep) report(found, path, 'too-deep');
    found.tooDeep = true;
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((element, index) => look(element, `${path}[${index}]`, depth + 1, found));
    return;
  }
  for (const key of Object.keys(value)) {
    found.keys++;
    const inside = path === '' ? key : `${path}.${key}`;
    if (FORBIDDEN.has(key)) report(found, inside, 'forbiddenKey');
    look((value as Record<string, unknown>)[key], inside, depth + 1, found);
  }
}

function report({ errors }: Found, path: string, code: string): void {
  if (errors.length <= MOST_REPORTED) errors.push({ field: shortened(path), code });
}

function isExact(number: number): boolean {
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
}

const LONGEST_PATH = 200;

/** Names come from the client and may be of any length. */
export function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH)}…`;
}
