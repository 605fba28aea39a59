import type { Scalar } from './read-models.ts';

export function sqlValue(value: Scalar): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}
