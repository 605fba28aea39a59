import type { AnyEventDefinition, EventDefinition, Fact, JsonObject } from '#libs/kernel';
import Type, { type Static, type TProperties, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

/** How data of an earlier version becomes the next: `upcasts[1]` lifts version 1 to version 2. */
type Upcasts = Readonly<Record<number, (data: JsonObject) => JsonObject>>;

const PERSONAL = 'x-personal';

/** Marks a field that tells about a person: it never leaves for partners or logs, and erasure destroys it. */
export function personal<S extends TSchema>(schema: S): S {
  return { ...schema, [PERSONAL]: true };
}

/**
 * Declares an event once: its type, its JSON Schema, its version and its personal fields come from here. `type` is
 * what is stored and never changes; a changed shape gets a new version and an upcast from the one before.
 */
export function defineEvent<T extends string, P extends TProperties>(
  type: T,
  fields: P,
  { version = 1, upcasts = {} }: { version?: number; upcasts?: Upcasts } = {},
): EventDefinition<T, Static<Type.TObject<P>> & object> {
  type Data = Static<Type.TObject<P>> & object;
  const schema = Type.Object(fields, { additionalProperties: false });
  const checker = Compile(schema);
  return Object.assign((data: Data): Fact<T, Data> => ({ type, data: dropAbsent(data) }), {
    type,
    version,
    schema: schema as unknown as JsonObject,
    personal: personalPaths(schema as unknown as SchemaNode, ''),
    faults(data: unknown) {
      if (checker.Check(data)) return undefined;
      const [first] = checker.Errors(data);
      return `${type}${first?.instancePath ?? ''} ${first?.message ?? 'has another shape'}`;
    },
    read(data: JsonObject, storedVersion: number) {
      let lifted = data;
      for (let from = storedVersion; from < version; from++) {
        const upcast = upcasts[from];
        if (!upcast) throw new Error(`${type} version ${from} has no upcast to version ${from + 1}.`);
        lifted = upcast(lifted);
      }
      return lifted as unknown as Data;
    },
  });
}

/** Optional fields a command left out are absent in the event, as they are in its stored JSON. */
function dropAbsent<D extends object>(data: D): D {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as D;
}

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly [PERSONAL]?: boolean;
}

function personalPaths(node: SchemaNode, path: string): string[] {
  if (node[PERSONAL]) return [path];
  const inside = node.items ? personalPaths(node.items, `${path}[]`) : [];
  return Object.entries(node.properties ?? {}).reduce(
    (paths, [name, child]) => [...paths, ...personalPaths(child, path ? `${path}.${name}` : name)],
    inside,
  );
}

/** The definitions by stored type; a type declared twice is a mistake in the program. */
export function eventsByType(definitions: readonly AnyEventDefinition[]): ReadonlyMap<string, AnyEventDefinition> {
  const byType = new Map<string, AnyEventDefinition>();
  for (const definition of definitions) {
    if (byType.has(definition.type)) throw new Error(`The event ${definition.type} is declared twice.`);
    byType.set(definition.type, definition);
  }
  return byType;
}
