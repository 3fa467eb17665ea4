import type { z } from 'zod';

type Schema = z.core.$ZodType;

/** The keys that a schema knows of the map at a path; of all its forms where it has several. */
export function knownKeys(schema: Schema, path: readonly PropertyKey[]): string[] {
  let schemas = formsOf(schema);
  for (const key of path) schemas = schemas.flatMap((form) => childOf(form, key)).flatMap(formsOf);
  const keys = schemas.flatMap(({ _zod: { def } }) => (def.type === 'object' ? Object.keys(def.shape) : []));
  return [...new Set(keys)];
}

/** What a schema is without what is only around it: defaults, transformations, a choice. */
function formsOf(schema: Schema): z.core.$ZodTypes[] {
  const type = schema as z.core.$ZodTypes;
  const { def } = type._zod;
  if (def.type === 'union') return def.options.flatMap(formsOf);
  if (def.type === 'pipe') return [def.in, def.out].flatMap(formsOf);
  if (def.type === 'lazy') return formsOf(def.getter());
  return 'innerType' in def ? formsOf(def.innerType) : [type];
}

function childOf({ _zod: { def } }: z.core.$ZodTypes, key: PropertyKey): Schema[] {
  if (def.type === 'array') return [def.element];
  if (def.type === 'record' || def.type === 'map') return [def.valueType];
  if (def.type !== 'object' || !Object.hasOwn(def.shape, key)) return [];
  const child = def.shape[String(key)];
  return child === undefined ? [] : [child];
}
