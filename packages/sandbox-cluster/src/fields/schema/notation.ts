import { type FieldType, type ListRule, type ObjectType, type ScalarName } from '../schema-types.ts';

/**
 * Reads types from the compact notation of `generated/types.ts`. A type is a list of fields, `name:type` or, for fields that are
 * always present, `name+:type`. What may stand for a type:
 *
 * - `string`, `integer`, … : a single value; `any`: whatever comes
 * - `Container`: another type; `LabelSelector!`: another type that is replaced as one value
 * - `{string}`: a map; `{string}!`: a map that is replaced as one value
 * - `[string]`: a list that is replaced as one value; `[string]set`: a set;
 *   `[ContainerPort]containerPort,protocol=TCP`: a list merged by these keys, of which one has a default
 */
export class TypeReader {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #types = new Map<string, ObjectType>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  /** The type with a name; `!` at its end makes it one value. */
  object(name: string): ObjectType {
    const known = this.#types.get(name);
    if (known) return known;
    const atomic = name.endsWith('!');
    const text = this.#texts.get(atomic ? name.slice(0, -1) : name);
    if (text === undefined) throw new Error(`the table of types has no type ${name}`);
    const fields = new Map<string, FieldType>();
    const alwaysPresent = new Set<string>();
    const type: ObjectType = { type: 'object', fields, alwaysPresent, ...(atomic && { atomic }) };
    // Known before its fields are read: a type may contain itself.
    this.#types.set(name, type);
    for (const field of text.split(' ')) {
      const [, key = '', plus, rest = ''] = /^([^:+]+)(\+?):(.*)$/.exec(field) ?? [];
      fields.set(key, this.#read(rest));
      if (plus) alwaysPresent.add(key);
    }
    return type;
  }

  #read(text: string): FieldType {
    if (text === 'any') return { type: 'any' };
    if (isScalar(text)) return { type: text };
    const [, open, inner = '', rest = ''] = /^([[{])(.*)[\]}](.*)$/.exec(text) ?? [];
    if (open === '[') return { type: 'list', items: this.#read(inner), rule: ruleOf(rest) };
    if (open === '{')
      return { type: 'map', values: this.#read(inner), ...(rest === '!' && { atomic: true }) };
    return this.object(text);
  }
}

const scalars: ReadonlySet<string> = new Set<ScalarName>([
  ...(['string', 'integer', 'number', 'boolean'] as const),
  ...(['quantity', 'intOrString', 'bytes', 'time'] as const),
]);

const isScalar = (text: string): text is ScalarName => scalars.has(text);

function ruleOf(text: string): ListRule {
  if (!text) return { type: 'atomic' };
  if (text === 'set') return { type: 'set' };
  const keys = text.split(',').map((key) => key.split('=') as [string, string?]);
  const defaults = keys.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return {
    type: 'map',
    keys: keys.map(([key]) => key),
    ...(defaults.length > 0 && { defaults: Object.fromEntries(defaults) }),
  };
}
