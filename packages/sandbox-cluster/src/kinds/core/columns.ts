import { fieldAt, type Json, numberOf, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { ageColumn, column, labelsText, nameColumn, since, textColumn, wide } from '../columns.ts';
import { type Column } from '../kind.ts';

function servicePorts(service: KubernetesObject): string {
  const ports = objectsOf(fieldAt(service, 'spec', 'ports')).map((port) => {
    const node = port['nodePort'] === undefined ? '' : `:${numberOf(port['nodePort'])}`;
    return `${numberOf(port['port'])}${node}/${textOf(port['protocol'])}`;
  });
  return ports.join(',') || '<none>';
}

/** The columns of Services. */
export const serviceColumns: Column[] = [
  nameColumn,
  textColumn('Type', 'spec', 'type'),
  column('Cluster-IP', (service) => textOf(fieldAt(service, 'spec', 'clusterIP'), '<none>')),
  column('External-IP', externalAddress),
  column('Port(s)', servicePorts),
  ageColumn,
  wide('Selector', (service) => labelsText(service, 'spec', 'selector')),
];

function externalAddress(service: KubernetesObject): string {
  const ingress = objectsOf(fieldAt(service, 'status', 'loadBalancer', 'ingress'));
  const addresses = ingress.map(({ ip, hostname }) => textOf(ip, textOf(hostname))).join(',');
  const waiting = fieldAt(service, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : '<none>';
  return textOf(fieldAt(service, 'spec', 'externalName'), addresses || waiting);
}

/** The columns of Namespaces. */
export const namespaceColumns: Column[] = [nameColumn, textColumn('Status', 'status', 'phase'), ageColumn];

const entries = (...fields: string[]) =>
  column(
    'Data',
    (object) => fields.reduce((sum, field) => sum + Object.keys(objectOf(object[field])).length, 0),
    'integer',
  );

/** The columns of ConfigMaps. */
export const configMapColumns: Column[] = [nameColumn, entries('data', 'binaryData'), ageColumn];

/** The columns of Secrets. */
export const secretColumns: Column[] = [nameColumn, textColumn('Type', 'type'), entries('data'), ageColumn];

/** The columns of Events. */
export const eventColumns: Column[] = [
  column('Last Seen', (event, now) => since(textOf(event['lastTimestamp'], textOf(event['eventTime'])), now)),
  textColumn('Type', 'type'),
  textColumn('Reason', 'reason'),
  column('Object', ({ involvedObject }) => {
    const { kind, name } = objectOf(involvedObject);
    return `${textOf(kind).toLowerCase()}/${textOf(name)}`;
  }),
  textColumn('Message', 'message'),
];

const modeLetters: Readonly<Record<string, string>> = {
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOnce: 'RWO',
  ReadWriteOncePod: 'RWOP',
};
const modes = (list: Json | undefined) =>
  Array.isArray(list) ? list.map((mode) => modeLetters[textOf(mode)] ?? '').join(',') : '';

/** The columns of PersistentVolumeClaims. */
export const claimColumns: Column[] = [
  nameColumn,
  textColumn('Status', 'status', 'phase'),
  textColumn('Volume', 'spec', 'volumeName'),
  textColumn('Capacity', 'status', 'capacity', 'storage'),
  column('Access Modes', (claim) => modes(fieldAt(claim, 'status', 'accessModes'))),
  textColumn('StorageClass', 'spec', 'storageClassName'),
  ageColumn,
];

/** The columns of PersistentVolumes. */
export const volumeColumns: Column[] = [
  nameColumn,
  textColumn('Capacity', 'spec', 'capacity', 'storage'),
  column('Access Modes', (volume) => modes(fieldAt(volume, 'spec', 'accessModes'))),
  textColumn('Reclaim Policy', 'spec', 'persistentVolumeReclaimPolicy'),
  textColumn('Status', 'status', 'phase'),
  column('Claim', (volume) => {
    const { namespace, name } = objectOf(fieldAt(volume, 'spec', 'claimRef'));
    return name ? `${textOf(namespace)}/${textOf(name)}` : '';
  }),
  textColumn('StorageClass', 'spec', 'storageClassName'),
  ageColumn,
];

/** The columns of Nodes. */
export const nodeColumns: Column[] = [
  nameColumn,
  column('Status', (node) => {
    const ready = objectsOf(fieldAt(node, 'status', 'conditions')).find(({ type }) => type === 'Ready');
    return ready?.['status'] === 'True' ? 'Ready' : 'NotReady';
  }),
  column('Roles', () => '<none>'),
  ageColumn,
  textColumn('Version', 'status', 'nodeInfo', 'kubeletVersion'),
];
