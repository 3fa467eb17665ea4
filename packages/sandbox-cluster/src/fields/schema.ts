import { isObject, type Json, type JsonObject } from '../json.ts';

/** How server-side apply treats a list: as one value, as a set of scalars, or as a map with keys inside its items. */
export type ListRule = { type: 'atomic' } | { type: 'set' } | { type: 'map'; keys: readonly string[] };

/** A path of field names; `*` stands for the items of a list. */
export type SchemaPath = readonly string[];

const atomic: ListRule = { type: 'atomic' };
const set: ListRule = { type: 'set' };
const map = (...keys: string[]): ListRule => ({ type: 'map', keys });

/**
 * The lists that server-side apply merges item by item, by the end of their path. A longer ending wins over a shorter one;
 * every list that is not named here is atomic.
 */
const listRules: Readonly<Record<string, ListRule>> = {
  'metadata.finalizers': set,
  'metadata.ownerReferences': map('uid'),
  conditions: map('type'),
  containers: map('name'),
  initContainers: map('name'),
  ephemeralContainers: map('name'),
  'containers.*.ports': map('containerPort', 'protocol'),
  'initContainers.*.ports': map('containerPort', 'protocol'),
  'spec.ports': map('port', 'protocol'),
  env: map('name'),
  volumeMounts: map('mountPath'),
  volumeDevices: map('devicePath'),
  volumes: map('name'),
  imagePullSecrets: map('name'),
  hostAliases: map('ip'),
  topologySpreadConstraints: map('topologyKey', 'whenUnsatisfiable'),
  schedulingGates: map('name'),
  podIPs: map('ip'),
  'ServiceAccount.secrets': map('name'),
};

/** Objects that server-side apply replaces as one value. */
const atomicObjects = new Set([
  'spec.selector',
  'nodeSelector',
  'fieldRef',
  'secretKeyRef',
  'configMapKeyRef',
  'resourceFieldRef',
  'labelSelector',
]);

/** Defaults of key fields, so that a port without a protocol and one with TCP are the same item. */
const keyDefaults: Readonly<Record<string, Json>> = { protocol: 'TCP' };

/** Parts that every object of a kind has, even when empty; adding them owns no field. */
const alwaysPresent = new Set(['metadata', 'spec', 'status', 'template', 'strategy', 'containers']);

/** The rule for the list at a path. */
export function listRuleAt(path: SchemaPath): ListRule {
  const endings = [path.slice(-3), path.slice(-2), path.slice(-1)].map((ending) => ending.join('.'));
  return endings.map((ending) => listRules[ending]).find((rule) => rule !== undefined) ?? atomic;
}

/** Whether the object at a path is replaced as one value. */
export function isAtomicObject(path: SchemaPath): boolean {
  return atomicObjects.has(path.slice(-2).join('.')) || atomicObjects.has(path.at(-1) ?? '');
}

/** Whether the part at a path exists in every object of its kind. */
export function isAlwaysPresent(path: SchemaPath): boolean {
  return alwaysPresent.has(path.at(-1) ?? '');
}

/** The path element that names a list item: `k:{"name":"web"}` in lists with keys, `v:"x"` in sets. */
export function itemElement(rule: ListRule, item: Json): string {
  if (rule.type !== 'map' || !isObject(item)) return `v:${JSON.stringify(item)}`;
  const key: JsonObject = {};
  for (const name of [...rule.keys].sort()) {
    const value = item[name] ?? keyDefaults[name];
    if (value !== undefined) key[name] = value;
  }
  return `k:${JSON.stringify(key)}`;
}

export { builtInType } from './schema/built-in.ts';
