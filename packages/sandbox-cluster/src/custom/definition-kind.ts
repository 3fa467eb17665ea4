import { type Cause } from '../api-error.ts';
import { metadataType } from '../fields/metadata-type.ts';
import { type FieldType, type ObjectType } from '../fields/schema-types.ts';
import { equal, fieldAt, isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { immutable, invalidValue, required, unsupported } from '../kinds/causes.ts';
import { column, nameColumn } from '../kinds/columns.ts';
import { defineKind, type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { checkStructural } from './structural.ts';

const text: FieldType = { type: 'string' };
const texts: FieldType = { type: 'list', items: text, rule: { type: 'atomic' } };
const object = (fields: Record<string, FieldType>, ...alwaysPresent: string[]): ObjectType => ({
  type: 'object',
  fields: new Map(Object.entries(fields)),
  alwaysPresent: new Set(alwaysPresent),
});

const names = object({
  plural: text,
  singular: text,
  shortNames: texts,
  kind: text,
  listKind: text,
  categories: texts,
});

const condition = object({
  type: text,
  status: text,
  reason: text,
  message: text,
  lastTransitionTime: { type: 'time' },
});

const version = object({
  name: text,
  served: { type: 'boolean' },
  storage: { type: 'boolean' },
  deprecated: { type: 'boolean' },
  deprecationWarning: text,
  schema: object({ openAPIV3Schema: { type: 'any' } }),
  subresources: { type: 'any' },
  additionalPrinterColumns: { type: 'any' },
  selectableFields: { type: 'any' },
});

const conversion = object({ strategy: text, webhook: { type: 'any' } });

const definitionType = object(
  {
    apiVersion: text,
    kind: text,
    metadata: metadataType,
    spec: object(
      {
        group: text,
        names,
        scope: text,
        versions: { type: 'list', items: version, rule: { type: 'atomic' } },
        conversion,
        preserveUnknownFields: { type: 'boolean' },
      },
      'names',
      'versions',
    ),
    status: object(
      {
        conditions: { type: 'list', items: condition, rule: { type: 'map', keys: ['type'] } },
        acceptedNames: names,
        storedVersions: texts,
      },
      'conditions',
      'acceptedNames',
    ),
  },
  'metadata',
  'spec',
  'status',
);

const base = defineKind({
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  group: 'apiextensions.k8s.io',
  namespaced: false,
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  subresources: ['status'],
  generation: ['spec'],
  initialStatus: {},
  defaults: (definition) => {
    const spec = objectOf(definition['spec']);
    const given = objectOf(spec['names']);
    given['singular'] ??= textOf(given['kind']).toLowerCase();
    given['listKind'] ??= `${textOf(given['kind'])}List`;
    spec['conversion'] ??= { strategy: 'None' };
  },
  prepare: (definition, live) => {
    if (live) return;
    const storage = versionsOf(definition).find((entry) => entry['storage'] === true);
    definition['status'] = {
      conditions: [],
      acceptedNames: { plural: '', kind: '' },
      storedVersions: storage ? [textOf(storage['name'])] : [],
    };
  },
  validate: checkDefinition,
  columns: [
    nameColumn,
    column('Created At', ({ metadata: { creationTimestamp = '' } }) => creationTimestamp),
  ],
});

/** CustomResourceDefinitions: objects that add kinds to the server. */
export const customResourceDefinitionKind: Kind & { readonly fields: ObjectType } = {
  ...base,
  fields: definitionType,
};

/** The finalizer that keeps a definition until its objects are gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** The versions that a definition describes. */
export function versionsOf(definition: KubernetesObject): JsonObject[] {
  return objectsOf(fieldAt(definition, 'spec', 'versions'));
}

function checkDefinition(definition: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(definition['spec']);
  const given = objectOf(spec['names']);
  const causes: Cause[] = [];
  const name = `${textOf(given['plural'])}.${textOf(spec['group'])}`;
  if (definition.metadata.name !== name) {
    const says = 'must be spec.names.plural+"."+spec.group';
    causes.push(invalidValue('metadata.name', definition.metadata.name, says));
  }
  for (const [at, value] of [
    ['spec.group', spec['group']],
    ['spec.names.plural', given['plural']],
    ['spec.names.kind', given['kind']],
  ] as const) {
    if (!value) causes.push(required(at));
  }
  const { scope } = spec;
  if (scope === undefined) causes.push(required('spec.scope'));
  else if (scope !== 'Cluster' && scope !== 'Namespaced') {
    causes.push(unsupported('spec.scope', scope, ['Cluster', 'Namespaced']));
  }
  return [...causes, ...checkVersions(definition), ...(live ? checkChange(definition, live) : [])];
}

function checkVersions(definition: KubernetesObject): Cause[] {
  const versions = versionsOf(definition);
  if (versions.length === 0) return [required('spec.versions')];
  const causes = versions.flatMap((entry, index) => {
    const schema = fieldAt(entry, 'schema', 'openAPIV3Schema');
    const path = `spec.versions[${index}].schema.openAPIV3Schema`;
    // With one version, a real server names the place where the schema was in the oldest form of the API.
    const shown = versions.length === 1 ? 'spec.validation.openAPIV3Schema' : path;
    return isObject(schema) ? checkStructural(schema, shown) : [required(path, 'schemas are required')];
  });
  if (versions.filter((entry) => entry['storage'] === true).length === 1) return causes;
  const says = 'must have exactly one version marked as storage version';
  return [...causes, invalidValue('spec.versions', versions, says)];
}

function checkChange(definition: KubernetesObject, live: KubernetesObject): Cause[] {
  const immutables = [['scope'], ['group'], ['names', 'plural'], ['names', 'kind']];
  const [next, before] = [definition['spec'], live['spec']];
  const isEstablished = conditionStatus(live, 'Established') === 'True';
  return immutables.flatMap((path) => {
    // Before a definition is established its scope and kind may still be corrected.
    if (!isEstablished && path[0] !== 'group' && path[1] !== 'plural') return [];
    const value = fieldAt(next, ...path);
    return equal(value, fieldAt(before, ...path)) ? [] : [immutable(`spec.${path.join('.')}`, value)];
  });
}

/** The status of one condition of a definition. */
export function conditionStatus(definition: KubernetesObject, type: string): string | undefined {
  const conditions = objectsOf(fieldAt(definition, 'status', 'conditions'));
  const found = conditions.find((entry) => entry['type'] === type);
  return found && textOf(found['status']);
}
