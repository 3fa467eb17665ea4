import { fieldAt, type Json, numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { formatRequirements, requirementsOf } from '../selectors/label-selector.ts';
import { type Column } from './kind.ts';

const number = (object: KubernetesObject, ...path: string[]) => numberOf(fieldAt(object, ...path));
const column = (name: string, value: Column['value'], type: Column['type'] = 'string'): Column => ({
  name,
  type,
  value,
});
const wide = (name: string, value: Column['value']): Column => ({ name, value, priority: 1 });

/** Shows the name of the object. */
export const nameColumn = column('Name', ({ metadata }) => metadata.name);
/** Shows the time since the object was created. */
export const ageColumn = column('Age', ({ metadata }, now) =>
  metadata.creationTimestamp ? humanDuration(now - Date.parse(metadata.creationTimestamp)) : '<unknown>',
);

/** A duration as kubectl shows ages: two units at most, coarser the longer it is. */
function humanDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const two = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    `${big}${bigUnit}${small ? `${small}${smallUnit}` : ''}`;
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return two(minutes, 'm', seconds % 60, 's');
  if (hours < 3) return `${minutes}m`;
  if (hours < 8) return two(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  if (days < 8) return two(days, 'd', hours % 24, 'h');
  if (days < 365 * 2) return `${days}d`;
  return two(Math.floor(days / 365), 'y', days % 365, 'd');
}

const podSpec = (object: KubernetesObject) => fieldAt(object, 'spec', 'template', 'spec');
const joined = (items: Json | undefined, field: string) =>
  objectsOf(items)
    .map((item) => textOf(item[field]))
    .join(',');
const selectorText = (object: KubernetesObject) =>
  formatRequirements(requirementsOf(objectOf(fieldAt(object, 'spec', 'selector'))));
const templateColumns = [
  wide('Containers', (object) => joined(fieldAt(podSpec(object), 'containers'), 'name')),
  wide('Images', (object) => joined(fieldAt(podSpec(object), 'containers'), 'image')),
  wide('Selector', selectorText),
];

/** The columns of Deployments. */
export const deploymentColumns: Column[] = [
  nameColumn,
  column(
    'Ready',
    (object) => `${number(object, 'status', 'readyReplicas')}/${number(object, 'spec', 'replicas')}`,
  ),
  column('Up-to-date', (object) => number(object, 'status', 'updatedReplicas'), 'integer'),
  column('Available', (object) => number(object, 'status', 'availableReplicas'), 'integer'),
  ageColumn,
  ...templateColumns,
];

/** The columns of ReplicaSets. */
export const replicaSetColumns: Column[] = [
  nameColumn,
  column('Desired', (object) => number(object, 'spec', 'replicas'), 'integer'),
  column('Current', (object) => number(object, 'status', 'replicas'), 'integer'),
  column('Ready', (object) => number(object, 'status', 'readyReplicas'), 'integer'),
  ageColumn,
  ...templateColumns,
];

const containerStatuses = (pod: KubernetesObject) => objectsOf(fieldAt(pod, 'status', 'containerStatuses'));

function podState(pod: KubernetesObject): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  const waiting = containerStatuses(pod).map((status) =>
    textOf(fieldAt(status, 'state', 'waiting', 'reason')),
  );
  return waiting.find((reason) => reason !== '') ?? textOf(fieldAt(pod, 'status', 'phase'), 'Unknown');
}

function readyContainers(pod: KubernetesObject): string {
  const ready = containerStatuses(pod).filter((status) => status['ready'] === true);
  return `${ready.length}/${objectsOf(fieldAt(pod, 'spec', 'containers')).length}`;
}

/** The columns of Pods. */
export const podColumns: Column[] = [
  nameColumn,
  column('Ready', readyContainers),
  column('Status', podState),
  column('Restarts', () => '0'),
  ageColumn,
  wide('IP', (pod) => textOf(fieldAt(pod, 'status', 'podIP'), '<none>')),
  wide('Node', (pod) => textOf(fieldAt(pod, 'spec', 'nodeName'), '<none>')),
  wide('Nominated Node', () => '<none>'),
  wide('Readiness Gates', () => '<none>'),
];

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
  column('Type', (service) => textOf(fieldAt(service, 'spec', 'type'))),
  column('Cluster-IP', (service) => textOf(fieldAt(service, 'spec', 'clusterIP'), '<none>')),
  column('External-IP', (service) =>
    textOf(
      fieldAt(service, 'spec', 'externalName'),
      fieldAt(service, 'spec', 'type') === 'LoadBalancer' ? '<pending>' : '<none>',
    ),
  ),
  column('Port(s)', servicePorts),
  ageColumn,
  wide('Selector', (service) => {
    const labels = Object.entries(objectOf(fieldAt(service, 'spec', 'selector')));
    return labels.map(([key, value]) => `${key}=${textOf(value)}`).join(',') || '<none>';
  }),
];

/** The columns of Namespaces. */
export const namespaceColumns: Column[] = [
  nameColumn,
  column('Status', (namespace) => textOf(fieldAt(namespace, 'status', 'phase'))),
  ageColumn,
];

const entries = (...fields: string[]) =>
  column(
    'Data',
    (object) => fields.reduce((sum, field) => sum + Object.keys(objectOf(object[field])).length, 0),
    'integer',
  );

/** The columns of ConfigMaps. */
export const configMapColumns: Column[] = [nameColumn, entries('data', 'binaryData'), ageColumn];

/** The columns of Secrets. */
export const secretColumns: Column[] = [
  nameColumn,
  column('Type', (secret) => textOf(secret['type'])),
  entries('data'),
  ageColumn,
];

/** The columns of Events. */
export const eventColumns: Column[] = [
  column('Last Seen', (event, now) => {
    const seen = Date.parse(textOf(event['lastTimestamp'], textOf(event['eventTime'])));
    return Number.isNaN(seen) ? '<unknown>' : humanDuration(now - seen);
  }),
  column('Type', (event) => textOf(event['type'])),
  column('Reason', (event) => textOf(event['reason'])),
  column(
    'Object',
    (event) =>
      `${textOf(fieldAt(event, 'involvedObject', 'kind')).toLowerCase()}/${textOf(fieldAt(event, 'involvedObject', 'name'))}`,
  ),
  column('Message', (event) => textOf(event['message'])),
];
