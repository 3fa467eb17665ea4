import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { fill, fillPresent } from '../fill.ts';
import { defaultPullPolicy } from './image.ts';

/** Defaults of the sources of volumes; those that are not named here have none. */
const sourceDefaults: Readonly<Record<string, JsonObject>> = {
  configMap: { defaultMode: 420 },
  secret: { defaultMode: 420 },
  projected: { defaultMode: 420 },
  downwardAPI: { defaultMode: 420 },
  hostPath: { type: '' },
  iscsi: { iscsiInterface: 'default' },
  rbd: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  azureDisk: { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false },
  scaleIO: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
};

/** Fills in the defaults of one volume of a pod. */
export function defaultVolume(volume: JsonObject): void {
  if (!Object.values(volume).some(isObject)) volume['emptyDir'] = {};
  for (const [source, defaults] of Object.entries(sourceDefaults)) fillPresent(volume, source, defaults);
  const { image } = volume;
  if (isObject(image)) fill(image, { pullPolicy: defaultPullPolicy(textOf(image['reference'])) });
  defaultDownwardItems(volume);
  for (const source of objectsOf(objectOf(volume['projected'])['sources'])) {
    fillPresent(source, 'serviceAccountToken', { expirationSeconds: 3600 });
    defaultDownwardItems(source);
  }
  const template = objectOf(objectOf(volume['ephemeral'])['volumeClaimTemplate']);
  fillPresent(template, 'spec', { volumeMode: 'Filesystem' });
}

function defaultDownwardItems(source: JsonObject): void {
  for (const item of objectsOf(objectOf(source['downwardAPI'])['items'])) {
    fillPresent(item, 'fieldRef', { apiVersion: 'v1' });
    fillPresent(item, 'resourceFieldRef', { divisor: '0' });
  }
}
