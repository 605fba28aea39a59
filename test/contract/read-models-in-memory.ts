import type { Json, JsonObject } from '#libs/kernel';
import type { Condition, Group, Index, Query, Scalar } from '#libs/read-models';

/** The port's promises in the plainest code, for answers to be compared with. */
export class DocumentsInMemory {
  private readonly documents = new Map<string, JsonObject | null>();

  constructor(private readonly indexes: readonly Index[]) {}

  write(id: string, body: JsonObject | null): void {
    this.documents.set(id, body);
  }

  /** Every document that meets the conditions, in the order asked for. */
  find({ where = [], sort }: Pick<Query, 'where' | 'sort'>): string[] {
    const field = sort?.field ?? 'id';
    const direction = sort?.descending ? -1 : 1;
    return [...this.documents.keys()]
      .filter((id) => this.documents.get(id) && where.every((condition) => this.holds(id, condition)))
      .toSorted((a, b) => {
        const byValue = compare(this.values(a, field)[0] ?? null, this.values(b, field)[0] ?? null);
        return direction * (byValue || compare(a, b));
      });
  }

  group(where: readonly Condition[], by: readonly string[], sums: readonly string[]): Group[] {
    const groups = new Map<string, Group>();
    for (const id of this.find({ where })) {
      const key = Object.fromEntries(by.map((field) => [field, this.values(id, field)[0] ?? null]));
      const before = groups.get(JSON.stringify(key));
      const amounts = sums.map((field) => {
        const value = at(this.documents.get(id) ?? {}, field);
        return [field, (before?.sums[field] ?? 0) + (typeof value === 'number' ? value : 0)];
      });
      const group = { key, count: (before?.count ?? 0) + 1, sums: Object.fromEntries(amounts) as Group['sums'] };
      groups.set(JSON.stringify(key), group);
    }
    return [...groups.values()].toSorted((a, b) =>
      by.reduce((found, field) => found || compare(a.key[field] ?? null, b.key[field] ?? null), 0),
    );
  }

  private holds(id: string, condition: Condition): boolean {
    if ('any' in condition) return condition.any.some((one) => this.holds(id, one));
    const values = this.values(id, condition.field);
    if ('exists' in condition) return values.length > 0 === condition.exists;
    if ('equals' in condition) return values.some((value) => compare(value, condition.equals) === 0);
    if ('in' in condition) return values.some((value) => condition.in.some((one) => compare(value, one) === 0));
    if ('prefix' in condition) return values.some((value) => isText(value) && value.startsWith(condition.prefix));
    const { from, to } = condition;
    return values.some(
      (value) =>
        (from === undefined || (isText(from) === isText(value) && compare(value, from) >= 0)) &&
        (to === undefined || (isText(to) === isText(value) && compare(value, to) <= 0)),
    );
  }

  private values(id: string, field: string): Scalar[] {
    if (field === 'id') return [id];
    const value = at(this.documents.get(id) ?? {}, field);
    const many = this.indexes.some((index) => index.field === field && index.many);
    return (many && Array.isArray(value) ? (value as Json[]) : [value]).filter(isScalar);
  }
}

function at(body: JsonObject, field: string): Json | undefined {
  return field.split('.').reduce<Json | undefined>((found, name) => {
    const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
    return isObject ? (found as JsonObject)[name] : undefined;
  }, body);
}

function compare(a: Scalar | null, b: Scalar | null): number {
  const rank = (value: Scalar | null) => (value === null ? 0 : isText(value) ? 2 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return isText(a) && isText(b) ? compareTexts([...a], [...b]) : Number(a) - Number(b);
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (const [n, character] of a.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (b[n]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function isText(value: Scalar | null): value is string {
  return typeof value === 'string';
}

function isScalar(value: Json | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
