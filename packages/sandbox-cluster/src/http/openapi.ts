import { type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';

/** What /openapi/v3 answers: where the document of each group version is. */
export function openapiIndex(kinds: readonly Kind[]): JsonObject {
  const paths = new Set(kinds.map(({ group, version }) => pathOf(group, version)));
  return {
    paths: Object.fromEntries([...paths].map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}` }])),
  };
}

/**
 * The document of one group version: as much as kubectl needs to see that the server validates fields and does dry runs
 * itself. The schemas are open. `path` is that of the group version below the server's root: `api/v1`, `apis/apps/v1`.
 */
export function openapiDocument(kinds: readonly Kind[], path: string): JsonObject | undefined {
  const served = kinds.filter(({ group, version }) => pathOf(group, version) === path);
  if (served.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes (sandbox)', version: 'v1.32.0' },
    paths: pathsOf(served),
    components: { schemas: Object.fromEntries(served.map((kind) => [schemaName(kind), openSchema(kind)])) },
  };
}

/** The Swagger 2.0 document, for older clients that ask for it as JSON. */
export function swagger(kinds: readonly Kind[]): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes (sandbox)', version: 'v1.32.0' },
    paths: pathsOf(kinds),
    definitions: Object.fromEntries(kinds.map((kind) => [schemaName(kind), openSchema(kind)])),
  };
}

function pathsOf(served: readonly Kind[]): JsonObject {
  return Object.fromEntries(served.map((kind) => [itemPath(kind), itemOperations(kind)]));
}

function itemPath(kind: Kind): string {
  const namespace = kind.namespaced ? '/namespaces/{namespace}' : '';
  return `/${pathOf(kind.group, kind.version)}${namespace}/${kind.plural}/{name}`;
}

function itemOperations(kind: Kind): JsonObject {
  const parameter = (name: string) => ({ name, in: 'query', schema: { type: 'string', uniqueItems: true } });
  return {
    patch: {
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': groupVersionKind(kind),
      parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(parameter),
      responses: { 200: { description: 'OK' }, 201: { description: 'Created' } },
    },
  };
}

function openSchema(kind: Kind): JsonObject {
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { type: 'object' },
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [groupVersionKind(kind)],
  };
}

function groupVersionKind({ group, version, kind }: Kind): JsonObject {
  return { group, version, kind };
}

function schemaName({ group, version, kind }: Kind): string {
  return `io.k8s.api.${group || 'core'}.${version}.${kind}`;
}

function pathOf(group: string, version: string): string {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}
