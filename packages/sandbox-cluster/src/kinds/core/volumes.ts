import { type Cause } from '../../api-error.ts';
import { equal, isObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField, required } from '../causes.ts';
import { checkFixed, checkOneOf, without } from '../checks.ts';
import { fill, section } from '../fill.ts';
import { quantityAmount } from '../quantity.ts';

/** The finalizers that keep volumes and claims while they are in use. */
export const protection = {
  claim: 'kubernetes.io/pvc-protection',
  volume: 'kubernetes.io/pv-protection',
} as const;

const protect = (finalizer: string) => (object: KubernetesObject, live: KubernetesObject | undefined) => {
  const { finalizers = [] } = object.metadata;
  if (live || finalizers.includes(finalizer)) return;
  object.metadata.finalizers = [...finalizers, finalizer];
};

/** Protects a new claim from removal while pods use it. */
export const protectClaim = protect(protection.claim);
/** Protects a new volume from removal while it is bound. */
export const protectVolume = protect(protection.volume);

/** Fills in the defaults of a PersistentVolumeClaim. */
export function defaultClaim(claim: KubernetesObject): void {
  fill(section(claim, 'spec'), { volumeMode: 'Filesystem' });
}

/** Fills in the defaults of a PersistentVolume. */
export function defaultVolume(volume: KubernetesObject): void {
  const spec = section(volume, 'spec');
  fill(spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' });
  if (isObject(spec['hostPath'])) fill(spec['hostPath'], { type: '' });
}

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function checkAccessModes(modes: readonly string[]): Cause[] {
  if (modes.length === 0) return [required('spec.accessModes', 'at least 1 access mode is required')];
  return modes.flatMap((mode) => checkOneOf('spec.accessModes', mode, accessModes));
}

const modesOf = (object: KubernetesObject) => {
  const modes = objectOf(object['spec'])['accessModes'];
  return Array.isArray(modes) ? modes.map((mode) => textOf(mode)) : [];
};

/** What is wrong with a PersistentVolumeClaim, if anything. */
export function checkClaim(claim: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(claim['spec']);
  const storage = objectOf(objectOf(spec['resources'])['requests'])['storage'];
  const causes = checkAccessModes(modesOf(claim));
  if (storage === undefined) causes.push(required('spec.resources[storage]'));
  if (!live) return causes;
  const before = objectOf(live['spec']);
  const bound = before['volumeName'] !== undefined;
  // The binder names the volume once; a bound claim may also ask for more.
  const mayChange = [...(bound ? ['resources', 'volumeAttributesClassName'] : ['volumeName'])];
  if (!equal(without(spec, mayChange), without(before, mayChange))) {
    const says =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    return [...causes, forbiddenField('spec', says)];
  }
  const capacity = objectOf(objectOf(live['status'])['capacity'])['storage'];
  const [wanted, present] = [quantityAmount(textOf(storage)), quantityAmount(textOf(capacity))];
  if (wanted === undefined || present === undefined || wanted >= present) return causes;
  const says = 'field can not be less than status.capacity';
  return [...causes, forbiddenField('spec.resources.requests.storage', says)];
}

/** Fields of a PersistentVolume that are no source of storage. */
const volumeFields = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

/** What is wrong with a PersistentVolume, if anything. */
export function checkVolume(volume: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(volume['spec']);
  const causes = checkAccessModes(modesOf(volume));
  if (!objectOf(spec['capacity'])['storage']) causes.push(required('spec.capacity'));
  const source = without(spec, volumeFields);
  if (Object.keys(source).length === 0) causes.push(required('spec', 'must specify a volume type'));
  if (live && !equal(source, without(objectOf(live['spec']), volumeFields))) {
    const says = 'spec.persistentvolumesource is immutable after creation';
    causes.push(forbiddenField('spec.persistentvolumesource', says));
  }
  return [...causes, ...checkFixed(volume, live, ['volumeMode'])];
}

/** The names of the claims that a pod uses. */
export function claimsOf(pod: KubernetesObject): string[] {
  return objectsOf(objectOf(pod['spec'])['volumes']).flatMap((volume) => {
    const name = textOf(objectOf(volume['persistentVolumeClaim'])['claimName']);
    if (isObject(volume['ephemeral'])) return [`${pod.metadata.name}-${textOf(volume['name'])}`];
    return name ? [name] : [];
  });
}
