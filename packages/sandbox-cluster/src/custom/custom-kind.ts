import { metadataType } from '../fields/metadata-type.ts';
import { isObject, type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { nameColumn, since } from '../kinds/columns.ts';
import { type Column, defineKind, type Subresource } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { type CustomKind, type ScalePaths } from '../registry/served-kinds.ts';
import { fillDefaults } from './defaults.ts';
import { versionsOf } from './definition-kind.ts';
import { readJsonPath } from './json-path.ts';
import { customType } from './schema-type.ts';
import { checkSchema } from './validation.ts';

/** The kinds that an accepted definition adds: one for each version that it serves, the preferred one first. */
export function customKindsOf(definition: KubernetesObject): CustomKind[] {
  return versionsOf(definition)
    .filter((version) => version['served'] === true)
    .sort((left, right) => byPriority(textOf(left['name']), textOf(right['name'])))
    .map((version) => customKindOf(definition, version));
}

function customKindOf(definition: KubernetesObject, version: JsonObject): CustomKind {
  const spec = objectOf(definition['spec']);
  const names = objectOf(spec['names']);
  const schema = objectOf(objectOf(version['schema'])['openAPIV3Schema']);
  const doors = objectOf(version['subresources']);
  const hasStatus = isObject(doors['status']);
  const subresources: Subresource[] = [
    ...(hasStatus ? (['status'] as const) : []),
    ...(isObject(doors['scale']) ? (['scale'] as const) : []),
  ];
  const base = defineKind({
    kind: textOf(names['kind']),
    plural: textOf(names['plural']),
    group: textOf(spec['group']),
    version: textOf(version['name']),
    namespaced: spec['scope'] === 'Namespaced',
    shortNames: texts(names['shortNames']),
    categories: texts(names['categories']),
    subresources,
    // Whatever is neither metadata nor behind the door of the status counts as a change of what is wanted.
    generation: sectionsOf(schema, hasStatus),
    selectableFields: objectsOf(version['selectableFields']).map(({ jsonPath }) =>
      textOf(jsonPath).replace(/^\./, ''),
    ),
    ...(hasStatus && { initialStatus: {} }),
    defaults: (object) => {
      fillDefaults(object, schema);
    },
    validate: (object) => checkSchema(withoutMetadata(object), schema, ''),
    columns: columnsOf(version),
  });
  return {
    ...base,
    singular: textOf(names['singular']) || base.singular,
    fields: customType(schema, metadataType),
    scale: isObject(doors['scale']) ? scalePaths(doors['scale']) : undefined,
    isTerminating: definition.metadata.deletionTimestamp !== undefined,
  };
}

/** Metadata has rules of its own; a schema may only narrow its name. */
function withoutMetadata({ metadata: { name }, ...rest }: KubernetesObject): JsonObject {
  return { ...rest, metadata: { name } };
}

function sectionsOf(schema: JsonObject, hasStatus: boolean): string[] {
  const meta = ['apiVersion', 'kind', 'metadata', ...(hasStatus ? ['status'] : [])];
  return [...new Set([...Object.keys(objectOf(schema['properties'])), 'spec'])].filter(
    (section) => !meta.includes(section),
  );
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map((item) => textOf(item)) : [];
}

const steps = (path: Json | undefined) => textOf(path).split('.').slice(1);

function scalePaths(scale: JsonObject): ScalePaths {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = scale;
  return {
    specReplicas: steps(specReplicasPath),
    statusReplicas: steps(statusReplicasPath),
    selector: labelSelectorPath === undefined ? undefined : steps(labelSelectorPath),
  };
}

function columnsOf(version: JsonObject): Column[] {
  const given = objectsOf(version['additionalPrinterColumns']);
  if (given.length === 0) return [];
  return [nameColumn, ...given.map(printerColumn)];
}

function printerColumn({ name, type, jsonPath, priority }: JsonObject): Column {
  return {
    name: textOf(name),
    ...(type === 'integer' && { type: 'integer' }),
    ...(typeof priority === 'number' && priority > 0 && { priority: 1 }),
    value: (object, now) => {
      const value = readJsonPath(object, textOf(jsonPath)) ?? null;
      if (type === 'date' && typeof value === 'string') return since(value, now);
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    },
  };
}

/** Versions in the order of discovery: v2, v1, v1beta1, v1alpha1, and then all others by name. */
function byPriority(left: string, right: string): number {
  const [first, second] = [priorityOf(left), priorityOf(right)];
  for (const [index, value] of first.entries()) {
    const other = second[index] ?? 0;
    if (value !== other) return other - value;
  }
  return left < right ? -1 : 1;
}

function priorityOf(version: string): number[] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return [0, 0, 0];
  const rank = stage === undefined ? 3 : stage === 'beta' ? 2 : 1;
  return [rank, Number(major), Number(minor ?? 0)];
}
