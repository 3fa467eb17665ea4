import type { Manifest } from '@tribble/resource-repo/format';

/** An object of the Kubernetes API as it is sent and received: raw JSON. */
export type KubernetesObject = Manifest;

/**
 * What tells one object of a cluster from all others. The version of the API is no part of it, since one object is served
 * under several; `namespace` is empty where the kind has none.
 */
export type Identity = { group: string; kind: string; namespace: string; name: string };

/** The group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** One text for one identity: a key of maps and sets. No part can hold a slash. */
export function keyOf({ group, kind, namespace, name }: Identity): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** An identity as people write it: `Deployment dev/web`. */
export function nameOf({ kind, namespace, name }: Identity): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
