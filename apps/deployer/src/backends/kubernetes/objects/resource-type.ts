import { groupOf, type Identity, type KubernetesObject } from './identity.ts';

/** A kind as the API server serves it. */
export type ResourceType = {
  group: string;
  version: string;
  kind: string;
  /** Its name in paths: `deployments`. */
  plural: string;
  namespaced: boolean;
  verbs: readonly string[];
  /** Whether it has the subresource `status`, where the server says so. */
  hasStatus?: boolean;
};

/** Pods, as every cluster serves them, for what only reads them. */
export const podType: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
  verbs: ['get', 'list'],
};

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf({ group, version }: Pick<ResourceType, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The path of an object, or of all objects of a kind. An empty namespace stands for all namespaces. Throws RangeError for a part that cannot be one. */
export function pathOf(type: ResourceType, namespace: string, name?: string): string {
  const root = `${type.group === '' ? '/api' : '/apis'}/${apiVersionOf(type).split('/').map(segment).join('/')}`;
  const inNamespace = type.namespaced && namespace !== '' ? `/namespaces/${segment(namespace)}` : '';
  const ofName = name === undefined ? '' : `/${segment(name)}`;
  return `${root}${inNamespace}/${type.plural}${ofName}`;
}

/** The identity of an object whose kind is known: with the namespace that counts, without one that the kind cannot have. */
export function identityOf(type: ResourceType, object: KubernetesObject, defaultNamespace: string): Identity {
  const { namespace, name } = object.metadata;
  const own = typeof namespace === 'string' && namespace !== '' ? namespace : defaultNamespace;
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: type.namespaced ? own : '',
    name,
  };
}

/** A part of a path. A name such as `..` would lead to another object. */
function segment(name: string): string {
  if (name === '' || name === '.' || name === '..') {
    throw new RangeError(`"${name}" cannot be a name, a namespace or an apiVersion in Kubernetes`);
  }
  return encodeURIComponent(name);
}
