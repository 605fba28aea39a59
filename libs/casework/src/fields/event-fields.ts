import Type from 'typebox';

/** The words events are made of. Money is whole centimes of MAD; days are `YYYY-MM-DD`. */
export const Id = Type.String({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' });
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const Centimes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$' });
export const Text = (longest: number) => Type.String({ minLength: 1, maxLength: longest });
export const OneOf = <const V extends readonly string[]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });
