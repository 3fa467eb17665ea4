/** The kinds that an environment has to watch, and where. */
import { typeKeyOf } from '../cache/follows.ts';
import type { Identity } from '../objects/identity.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import type { Inventory } from '../plan/inventory.ts';
import type { DesiredSet } from './desired.ts';

export type KindsInUse = {
  /** By group, version and kind: watches are of one version, and manifests may name several. */
  types: ReadonlyMap<string, ResourceType>;
  /** Of the objects of these kinds. */
  namespaces: ReadonlySet<string>;
  /** What is owned and of a kind that git no longer has: the cluster has to be asked for it. */
  others: readonly Identity[];
};

const keyOf = ({ group, kind }: Pick<Identity, 'group' | 'kind'>): string => `${group}/${kind}`;

/** What is needed to see all that is desired and all that is owned. */
export function kindsInUse({ objects }: DesiredSet, { entries }: Inventory): KindsInUse {
  const types = new Map<string, ResourceType>();
  const known = new Set<string>();
  const namespaces = new Set<string>();
  for (const { type, identity } of objects.values()) {
    types.set(typeKeyOf(type), type);
    known.add(keyOf(type));
    namespaces.add(identity.namespace);
  }
  const others: Identity[] = [];
  for (const { identity } of entries.values()) {
    if (known.has(keyOf(identity))) namespaces.add(identity.namespace);
    else others.push(identity);
  }
  return { types, namespaces, others };
}
