import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { controllerReference, type KubernetesObject } from '../objects.ts';
import { revisionLabel } from './revisions.ts';
import { specOf } from './workload.ts';

/** The name of the claim that a pod has for a claim template. */
const claimName = (claim: JsonObject, pod: string) => `${textOf(objectOf(claim['metadata'])['name'])}-${pod}`;

/** The pod with an ordinal, of a revision whose template is given. */
export function podWith(
  statefulSet: KubernetesObject,
  template: JsonObject,
  { ordinal, revision }: { ordinal: number; revision: string },
): JsonObject {
  const { name: owner, namespace = '' } = statefulSet.metadata;
  const name = `${owner}-${ordinal}`;
  const metadata = objectOf(template['metadata']);
  return {
    metadata: {
      ...metadata,
      name,
      generateName: `${owner}-`,
      namespace,
      labels: {
        ...objectOf(metadata['labels']),
        'apps.kubernetes.io/pod-index': String(ordinal),
        [revisionLabel]: revision.slice(owner.length + 1),
        'statefulset.kubernetes.io/pod-name': name,
      },
      ownerReferences: [controllerReference(statefulSet)],
    },
    spec: podSpec(statefulSet, objectOf(template['spec']), name),
  };
}

function podSpec(statefulSet: KubernetesObject, spec: JsonObject, pod: string): JsonObject {
  const { volumeClaimTemplates, serviceName } = specOf(statefulSet);
  const claims = objectsOf(volumeClaimTemplates).map((claim) => ({
    name: textOf(objectOf(claim['metadata'])['name']),
    persistentVolumeClaim: { claimName: claimName(claim, pod) },
  }));
  const names = claims.map(({ name }) => name);
  const others = objectsOf(spec['volumes']).filter((volume) => !names.includes(textOf(volume['name'])));
  return {
    ...spec,
    hostname: pod,
    ...(textOf(serviceName) && { subdomain: textOf(serviceName) }),
    volumes: [...others, ...claims],
  };
}

/** The claims of the pod with an ordinal. */
export function claimsWith(statefulSet: KubernetesObject, ordinal: number): JsonObject[] {
  const { name, namespace = '' } = statefulSet.metadata;
  const spec = specOf(statefulSet);
  const labels = objectOf(objectOf(spec['selector'])['matchLabels']);
  const isOwner = objectOf(spec['persistentVolumeClaimRetentionPolicy'])['whenDeleted'] === 'Delete';
  const { controller: _controller, blockOwnerDeletion: _block, ...owner } = controllerReference(statefulSet);
  return objectsOf(spec['volumeClaimTemplates']).map((claim) => {
    const metadata = objectOf(claim['metadata']);
    return {
      metadata: {
        ...metadata,
        name: claimName(claim, `${name}-${ordinal}`),
        namespace,
        labels: { ...objectOf(metadata['labels']), ...labels },
        ...(isOwner && { ownerReferences: [owner] }),
      },
      spec: objectOf(claim['spec']),
    };
  });
}
