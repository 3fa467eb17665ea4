/** In which order objects come, and go. */
import { valueAt } from '@tribble/resource-repo/format';
import { type Identity, keyOf, type KubernetesObject } from '../objects/identity.ts';
import { waveOf } from '../objects/instructions.ts';

export type Planned = { identity: Identity; object: KubernetesObject; resource: string };

/** Objects that are applied at the same time. Those of one wave follow each other at once; a new wave waits for the one before. */
export type Stage<Item> = { wave: number; objects: Item[] };

/** The wave of what everything else lives in: Namespaces and CustomResourceDefinitions, whatever wave they name. */
export const foundationWave = Number.NEGATIVE_INFINITY;

/** When an object comes among those of its wave. */
const ranks = { foundation: 0, classes: 1, accounts: 2, settings: 3, rest: 4, gates: 5 };

const kindsByRank: readonly (readonly [rank: number, kinds: readonly string[]])[] = [
  [ranks.foundation, ['/Namespace', 'apiextensions.k8s.io/CustomResourceDefinition']],
  [
    // Bindings come after the roles that they name; quotas, before what they bound.
    ranks.accounts,
    [
      '/ResourceQuota',
      '/LimitRange',
      '/ServiceAccount',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/Role',
    ],
  ],
  [
    ranks.settings,
    [
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'rbac.authorization.k8s.io/RoleBinding',
      '/ConfigMap',
      '/Secret',
      '/PersistentVolume',
      '/PersistentVolumeClaim',
      '/Service',
      '/Endpoints',
      'discovery.k8s.io/EndpointSlice',
      'policy/PodDisruptionBudget',
      'networking.k8s.io/NetworkPolicy',
    ],
  ],
  [
    // They decide on requests for other objects, by pods that have to run first.
    ranks.gates,
    [
      'apiregistration.k8s.io/APIService',
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    ],
  ],
];
const rankByKind = new Map(
  kindsByRank.flatMap(([rank, kinds]) => kinds.map((kind) => [kind, rank] as const)),
);

function rankOf({ group, kind }: Identity): number {
  return rankByKind.get(`${group}/${kind}`) ?? (kind.endsWith('Class') ? ranks.classes : ranks.rest);
}

/** The stages in which objects are applied: foundations, then the waves by their numbers, each by the ranks of its kinds. */
export function stagesOf<Item extends Planned>(objects: readonly Item[]): Stage<Item>[] {
  const placed = objects.map((item) => {
    const rank = rankOf(item.identity);
    const wave = rank === ranks.foundation ? foundationWave : waveOf(item.object);
    return { item, rank, wave, key: keyOf(item.identity) };
  });
  placed.sort((left, right) => {
    if (left.wave !== right.wave) return left.wave < right.wave ? -1 : 1;
    return left.rank - right.rank || compare(left.key, right.key);
  });
  const stages: (Stage<Item> & { rank: number })[] = [];
  for (const { item, rank, wave } of placed) {
    const last = stages.at(-1);
    if (last?.wave === wave && last.rank === rank) last.objects.push(item);
    else stages.push({ wave, rank, objects: [item] });
  }
  return stages.map(({ wave, objects: members }) => ({ wave, objects: members }));
}

/** Whether an object cannot be applied without a foundation: of its resource, in that Namespace, or of the kind that is defined. */
export function isBuiltOn({ identity, resource }: Planned, foundation: Planned): boolean {
  if (resource === foundation.resource) return true;
  const { kind, name } = foundation.identity;
  if (kind === 'Namespace') return identity.namespace === name;
  const { object } = foundation;
  const [group, defined] = [valueAt(object, ['spec', 'group']), valueAt(object, ['spec', 'names', 'kind'])];
  return identity.group === group && identity.kind === defined;
}

function byKey(left: Identity, right: Identity): number {
  return compare(keyOf(left), keyOf(right));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** When an object goes: webhooks first, that they refuse nothing when their pods are gone; controllers after their custom resources. */
function deletionRankOf(identity: Identity): number {
  const rank = rankOf(identity);
  if (rank === ranks.gates) return identity.kind === 'APIService' ? 6 : 0;
  if (rank === ranks.rest) return isBuiltIn(identity.group) ? 2 : 1;
  if (rank === ranks.settings) return identity.group.startsWith('rbac.') ? 4 : 3;
  if (rank === ranks.accounts) return 4;
  if (rank === ranks.classes) return isBuiltIn(identity.group) ? 5 : 1;
  // What defines kinds goes after all objects of them; a Namespace, after all that is in it.
  return identity.kind === 'Namespace' ? 7 : 6;
}

/** The groups that every API server serves by itself. Others' names may end like theirs: gateway.networking.k8s.io. */
const builtInGroups: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  ...[
    'admissionregistration',
    'apiextensions',
    'apiregistration',
    'certificates',
    'coordination',
    'discovery',
    'events',
    'flowcontrol.apiserver',
    'networking',
    'node',
    'rbac.authorization',
    'resource',
    'scheduling',
    'storage',
    'storagemigration',
  ].map((name) => `${name}.k8s.io`),
]);
const isBuiltIn = (group: string): boolean => builtInGroups.has(group);

/** The groups in which objects are deleted; each waits until the one before is gone. */
export function deletionGroups(identities: readonly Identity[]): Identity[][] {
  const groups = new Map<number, Identity[]>();
  for (const identity of identities.toSorted(byKey)) {
    const rank = deletionRankOf(identity);
    const group = groups.get(rank);
    if (group === undefined) groups.set(rank, [identity]);
    else group.push(identity);
  }
  return [...groups].toSorted(([left], [right]) => left - right).map(([, group]) => group);
}
