// Writes src/fields/schema/generated/types.ts: the types of the built-in kinds in a compact notation (src/fields/schema/notation.ts
// explains it). Fields and value types come from the models of @kubernetes/client-node; what those models do not know (which
// lists are merged item by item, which strings are quantities, what came after Kubernetes 1.32) comes from schema-facts.mjs.
// Run: npm run generate -w @tribble/sandbox-cluster
import { writeFileSync } from 'node:fs';
import {
  alwaysPresent,
  atomicObjects,
  granularFields,
  lists,
  quantities,
  roots,
  tooNew,
} from './schema-facts.mjs';

const models = new URL('../../../node_modules/@kubernetes/client-node/dist/gen/models/', import.meta.url);
const target = new URL('../src/fields/schema/generated/types.ts', import.meta.url);

const written = new Map();
const usedFacts = new Set();

/** Names as the API documentation has them: only types of versions other than v1 keep their prefix. */
const shortName = (model) =>
  model
    .replace(/^V1(?=[A-Z])/, '')
    .replace(/^(?:Core|Apiregistration|Rbac)V1/, (prefix) => prefix.replace('V1', ''));

const scalarNames = {
  string: 'string',
  boolean: 'boolean',
  any: 'any',
  object: 'any',
  IntOrString: 'intOrString',
};

async function typeText(type, format, at) {
  if (quantities.has(at)) return wrapQuantity(type, at);
  if (type === 'number') return format === 'double' ? 'number' : 'integer';
  if (type === 'Date' || type === 'V1MicroTime') return 'time';
  const list = /^(?:Array|Set)<(.*)>$/.exec(type);
  if (list) return listText(list[1], format, at);
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return `{${await typeText(map[1], format, `${at}.*`)}}${isAtomic(at) ? '!' : ''}`;
  if (type === 'string' && format === 'byte') return 'bytes';
  if (type in scalarNames) return scalarNames[type];
  await write(type);
  return shortName(type) + (isAtomic(at) || (isAtomic(shortName(type)) && !isGranular(at)) ? '!' : '');
}

const wrapQuantity = (type, at) => (usedFacts.add(at), type.startsWith('{') ? '{quantity}' : 'quantity');
const isAtomic = (name) => atomicObjects.has(name) && Boolean(usedFacts.add(name));
const isGranular = (at) => granularFields.has(at) && Boolean(usedFacts.add(at));

async function listText(item, format, at) {
  const rule = lists[at] ?? (at.endsWith('Status.conditions') ? 'type' : '');
  if (at in lists) usedFacts.add(at);
  return `[${await typeText(item, format, `${at}.*`)}]${rule}`;
}

const isPresent = (at, type) =>
  type === 'V1ObjectMeta' ||
  (/\.spec$|^[^.]*\.status$/.test(at) && /(?:Spec|Status)$/.test(type)) ||
  (alwaysPresent.has(at) && Boolean(usedFacts.add(at)));

async function write(model) {
  const name = shortName(model);
  if (written.has(name)) return;
  written.set(name, '');
  const module = await import(new URL(`${model}.js`, models));
  const fields = [];
  for (const { baseName, type, format } of module[model].attributeTypeMap) {
    const at = `${name}.${baseName}`;
    if (tooNew.has(at)) usedFacts.add(at);
    else fields.push(`${baseName}${isPresent(at, type) ? '+' : ''}:${await typeText(type, format, at)}`);
  }
  written.set(name, fields.join(' '));
}

for (const root of roots) await write(root);
const unused = [
  ...Object.keys(lists),
  ...quantities,
  ...atomicObjects,
  ...granularFields,
  ...tooNew,
  ...alwaysPresent,
].filter((fact) => !usedFacts.has(fact));
if (unused.length > 0) throw new Error(`schema-facts.mjs says what no model has: ${unused.join(', ')}`);
const lines = [...written]
  .sort(([left], [right]) => (left < right ? -1 : 1))
  .map(([name, fields]) => `  ${name}: '${fields}',`);
writeFileSync(
  target,
  `// Made by tools/generate-schema.mjs; do not edit. The notation is explained in ../notation.ts.
/** The types of the built-in kinds of Kubernetes 1.32. */
export const typeTexts = {
${lines.join('\n')}
} as const;
`,
);
