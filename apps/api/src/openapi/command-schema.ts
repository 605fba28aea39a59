import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { validationMetadataArrayToSchemas } from 'class-validator-jsonschema';

type Class = new () => object;
export type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of what a class takes, its parts inside it: no field more, as the checks have it. */
export function schemaOf(fields: Class): Schema {
  const storage = getMetadataStorage();
  const checks = storage.getTargetValidationMetadatas(fields, '', true, false);
  if (checks.length === 0) return { type: 'object', properties: {}, additionalProperties: false };
  const own = checks.map((check) => ({ ...check, target: fields, type: check.name ?? check.type }));
  const schemas = validationMetadataArrayToSchemas(own, {
    classValidatorMetadataStorage: storage,
    classTransformerMetadataStorage: defaultMetadataStorage as never,
  });
  const schema = schemas[fields.name] as { properties?: Record<string, Schema>; required?: string[] };
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]): [string, Schema] => [
    name,
    withParts(property, partOf(fields, name)),
  ]);
  const { required } = schema;
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required && { required }),
    additionalProperties: false,
  };
}

function partOf(fields: Class, property: string): Class | undefined {
  return defaultMetadataStorage.findTypeMetadata(fields, property)?.typeFunction();
}

function withParts(property: Schema, part: Class | undefined): Schema {
  if (part) return property.type === 'array' ? { ...withoutRef(property), items: schemaOf(part) } : schemaOf(part);
  const { items } = property;
  return items === undefined ? withoutRef(property) : { ...withoutRef(property), items: withoutRef(items as Schema) };
}

/** A check of our own refers to the type its field was written with, which says nothing more. */
function withoutRef(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== '$ref'));
}
