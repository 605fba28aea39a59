import type { SqlValue } from '#libs/sqlite';
import { endOfPrefix } from './document-fields.ts';
import { UndeclaredIndex } from './errors.ts';
import type { Condition, Scalar } from './read-models.ts';
import { columnOf, pathOf, type SqliteCollection } from './sqlite-collections.ts';
import { digestOf } from './sqlite-digests.ts';
import { sqlValue } from './sqlite-values.ts';

export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

type FieldCondition = Exclude<Condition, { any: unknown }>;

/** Documents that exist and meet every condition. */
export function whereOf(collection: SqliteCollection, where: readonly Condition[] = []): Sql {
  return joined([{ text: 'live = 1', values: [] }, ...where.map((one) => sqlOf(collection, one))], 'AND');
}

export function joined(parts: readonly Sql[], by: 'AND' | 'OR'): Sql {
  if (parts.length === 0) return { text: by === 'AND' ? 'TRUE' : 'FALSE', values: [] };
  return { text: parts.map(({ text }) => `(${text})`).join(` ${by} `), values: parts.flatMap(({ values }) => values) };
}

function sqlOf(collection: SqliteCollection, condition: Condition): Sql {
  if ('any' in condition)
    return joined(
      condition.any.map((one) => sqlOf(collection, one)),
      'OR',
    );
  const seldom = collection.seldom.get(condition.field);
  if (seldom !== undefined) return digested(collection, seldom, condition);
  const list = collection.lists.get(condition.field);
  if (list !== undefined) return someElement(collection.elements, list, condition);
  return compared(columnOf(collection, condition.field), condition);
}

/** The digest says where it may be, the document whether it is there. */
function digested({ name, digests }: SqliteCollection, list: number, condition: FieldCondition): Sql {
  if (!('equals' in condition)) throw new UndeclaredIndex(name, condition.field, 'search otherwise than by equals by');
  const having = `SELECT doc FROM ${digests} WHERE field = ${list} AND instr(elements, ?) > 0`;
  const there = `EXISTS (SELECT 1 FROM json_each(body, ${pathOf(condition.field)}) WHERE atom = ?)`;
  return { text: `doc IN (${having}) AND ${there}`, values: [digestOf(condition.equals), sqlValue(condition.equals)] };
}

function someElement(elements: string, list: number, condition: FieldCondition): Sql {
  const absent = 'exists' in condition && !condition.exists;
  const { text, values } = 'exists' in condition ? { text: 'TRUE', values: [] } : compared('value', condition);
  const having = `SELECT doc FROM ${elements} WHERE field = ${list} AND ${text}`;
  return { text: `doc ${absent ? 'NOT IN' : 'IN'} (${having})`, values };
}

function compared(what: string, condition: FieldCondition): Sql {
  if ('equals' in condition) return { text: `${what} = ?`, values: [sqlValue(condition.equals)] };
  if ('in' in condition) {
    return { text: `${what} IN (${condition.in.map(() => '?').join(', ')})`, values: condition.in.map(sqlValue) };
  }
  if ('exists' in condition) return { text: `${what} IS ${condition.exists ? 'NOT ' : ''}NULL`, values: [] };
  if ('prefix' in condition) {
    const end = endOfPrefix(condition.prefix);
    return joined([ordered(what, '>=', condition.prefix), ...(end ? [ordered(what, '<', end)] : [])], 'AND');
  }
  const { from, to } = condition;
  const bounds = [
    ...(from === undefined ? [] : [ordered(what, '>=', from), sameKind(what, from)]),
    ...(to === undefined ? [] : [ordered(what, '<=', to), sameKind(what, to)]),
  ];
  return bounds.length > 0 ? joined(bounds, 'AND') : { text: `${what} IS NOT NULL`, values: [] };
}

function ordered(what: string, operator: '>=' | '<' | '<=', value: Scalar): Sql {
  return { text: `${what} ${operator} ?`, values: [sqlValue(value)] };
}

/** A range of numbers holds no text and the other way round; '' is the least text, above every number. */
function sameKind(what: string, bound: Scalar): Sql {
  return { text: `${what} ${typeof bound === 'string' ? '>=' : '<'} ''`, values: [] };
}
