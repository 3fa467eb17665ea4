import { fieldAt, type JsonObject, objectOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { specOf } from './workload.ts';

/** The volume that is made for a claim. */
export function volumeFor(claim: KubernetesObject, name: string): JsonObject {
  const spec = specOf(claim);
  const { storageClassName, volumeMode = 'Filesystem', accessModes = [] } = spec;
  return {
    metadata: { name },
    spec: {
      capacity: objectOf(fieldAt(spec, 'resources', 'requests')),
      accessModes,
      volumeMode,
      persistentVolumeReclaimPolicy: 'Delete',
      ...(storageClassName !== undefined && { storageClassName }),
      hostPath: { path: `/sandbox/${name}` },
    },
  };
}

/** The status of a claim that has its volume. */
export function boundStatus(claim: KubernetesObject, volume: KubernetesObject): JsonObject {
  const { accessModes = [] } = specOf(claim);
  return { phase: 'Bound', accessModes, capacity: objectOf(specOf(volume)['capacity']) };
}
