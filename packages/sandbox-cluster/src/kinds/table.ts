import {
  ageColumn,
  configMapColumns,
  deploymentColumns,
  eventColumns,
  nameColumn,
  namespaceColumns,
  podColumns,
  replicaSetColumns,
  secretColumns,
  serviceColumns,
} from './columns.ts';
import {
  allocateService,
  checkImmutable,
  checkSecret,
  checkService,
  defaultSecret,
  defaultService,
  prepareNamespace,
  refuseBadBase64,
} from './core.ts';
import { defineKind, type Kind } from './kind.ts';
import {
  bindPod,
  checkDeployment,
  checkPod,
  checkReplicaSet,
  defaultDeployment,
  defaultPod,
  defaultReplicaSet,
} from './workloads.ts';

const involvedObject = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

/** Namespaces. */
export const namespaceKind = defineKind({
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  shortNames: ['ns'],
  nameRule: 'label',
  subresources: ['status'],
  selectableFields: ['status.phase'],
  initialStatus: { phase: 'Active' },
  prepare: prepareNamespace,
  columns: namespaceColumns,
});

/** Deployments. */
export const deploymentKind = defineKind({
  kind: 'Deployment',
  plural: 'deployments',
  group: 'apps',
  shortNames: ['deploy'],
  categories: ['all'],
  subresources: ['status', 'scale'],
  // A real server counts a change of a Deployment's annotations as well: its controller copies them to the ReplicaSets.
  generation: ['spec', 'annotations'],
  initialStatus: {},
  defaults: defaultDeployment,
  validate: checkDeployment,
  columns: deploymentColumns,
});

/** ReplicaSets. */
export const replicaSetKind = defineKind({
  kind: 'ReplicaSet',
  plural: 'replicasets',
  group: 'apps',
  shortNames: ['rs'],
  categories: ['all'],
  subresources: ['status', 'scale'],
  generation: ['spec'],
  initialStatus: { replicas: 0 },
  defaults: defaultReplicaSet,
  validate: checkReplicaSet,
  columns: replicaSetColumns,
});

/** Pods. */
export const podKind = defineKind({
  kind: 'Pod',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  subresources: ['status'],
  selectableFields: ['status.phase', 'spec.nodeName', 'spec.restartPolicy', 'status.podIP'],
  initialStatus: { phase: 'Pending', qosClass: 'BestEffort' },
  defaults: defaultPod,
  prepare: bindPod,
  validate: checkPod,
  columns: podColumns,
});

/** Events. */
export const eventKind = defineKind({
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  selectableFields: ['reason', 'type', 'source', ...involvedObject.map((field) => `involvedObject.${field}`)],
  columns: eventColumns,
});

/** All kinds that the cluster serves: the one place to add another. */
export const kinds: readonly Kind[] = [
  namespaceKind,
  podKind,
  deploymentKind,
  replicaSetKind,
  eventKind,
  defineKind({
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    nameRule: 'service',
    subresources: ['status'],
    initialStatus: { loadBalancer: {} },
    defaults: defaultService,
    prepare: allocateService,
    validate: checkService,
    columns: serviceColumns,
  }),
  defineKind({
    kind: 'ConfigMap',
    plural: 'configmaps',
    shortNames: ['cm'],
    validate: checkImmutable,
    columns: configMapColumns,
  }),
  defineKind({
    kind: 'Secret',
    plural: 'secrets',
    selectableFields: ['type'],
    refuseUndecodable: refuseBadBase64,
    defaults: defaultSecret,
    validate: checkSecret,
    columns: secretColumns,
  }),
  defineKind({
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    columns: [nameColumn, ageColumn],
  }),
];

/** Finds a kind by the words of a request path. */
export function findKind(group: string, version: string, plural: string): Kind | undefined {
  return kinds.find((kind) => kind.group === group && kind.version === version && kind.plural === plural);
}
