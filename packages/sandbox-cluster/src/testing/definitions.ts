import { fieldAt, type JsonObject, objectsOf, textOf } from '../json.ts';
import { type ApiClient } from './api-client.ts';

/** The path of the definitions of custom kinds. */
export const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** What a test wants to be different in a definition. */
export interface DefinitionChange {
  readonly versions?: readonly string[];
  readonly scope?: string;
  readonly schema?: JsonObject;
  readonly metadata?: JsonObject;
}

const schemaForTests: JsonObject = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: 'integer', minimum: 1 },
        replicas: { type: 'integer', default: 1 },
        color: { type: 'string', enum: ['red', 'blue'], default: 'red' },
        name: { type: 'string', maxLength: 5 },
        tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, port: { type: 'integer' } },
          },
        },
        any: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        free: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    status: {
      type: 'object',
      properties: {
        phase: { type: 'string' },
        replicas: { type: 'integer' },
        selector: { type: 'string' },
      },
    },
  },
};

/** A definition for tests: its kind has something of everything that a schema can say. */
export function definitionOf(plural: string, kind: string, change: DefinitionChange = {}): JsonObject {
  const { versions = ['v1'], scope = 'Namespaced', schema = schemaForTests, metadata } = change;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: metadata ?? { name: `${plural}.example.com` },
    spec: {
      group: 'example.com',
      scope,
      names: { plural, kind },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: schema },
        subresources: {
          status: {},
          scale: {
            specReplicasPath: '.spec.replicas',
            statusReplicasPath: '.status.replicas',
            labelSelectorPath: '.status.selector',
          },
        },
        additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
      })),
    },
  };
}

/** The conditions of an object, by their type. */
export function conditionsOf(object: JsonObject): Record<string, string> {
  const conditions = objectsOf(fieldAt(object, 'status', 'conditions'));
  return Object.fromEntries(conditions.map(({ type, status }) => [textOf(type), textOf(status)]));
}

/** Applies a definition and waits until its endpoint answers. */
export async function establish(
  api: ApiClient,
  plural: string,
  kind: string,
  change: DefinitionChange = {},
): Promise<void> {
  const name = `${plural}.example.com`;
  await api.apply(`${definitions}/${name}`, 'git', definitionOf(plural, kind, change));
  await api.until(
    definitions,
    (object) =>
      fieldAt(object, 'metadata', 'name') === name && conditionsOf(object)['Established'] === 'True',
  );
  // The endpoint comes a moment after the condition, as on a real server: ask until it is there.
  const { versions = ['v1'] } = change;
  const endpoint = `/apis/example.com/${versions[0] ?? ''}/${plural}`;
  while ((await api.request('GET', endpoint)).code === 404);
}
