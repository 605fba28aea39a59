/** Engines differ in what they make of 0 (one of them never answers), so it is refused before any call. */
export function checkLimit(limit: number | undefined): void {
  if (limit === undefined || (Number.isSafeInteger(limit) && limit >= 1)) return;
  throw new RangeError(`A page holds 1 event or more, not ${limit}.`);
}
