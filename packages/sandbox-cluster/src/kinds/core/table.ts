import { ageColumn, nameColumn } from '../columns.ts';
import { defineKind } from '../kind.ts';
import {
  claimColumns,
  configMapColumns,
  eventColumns,
  namespaceColumns,
  nodeColumns,
  secretColumns,
  serviceColumns,
  volumeColumns,
} from './columns.ts';
import { checkConfigMap, checkSecret, defaultSecret, refuseBadBase64 } from './config.ts';
import { defaultLimitRange } from './limits.ts';
import { prepareNamespace } from './namespace.ts';
import { checkPod, defaultPod, preparePod } from './pod.ts';
import { podColumns } from './pod-columns.ts';
import { checkService } from './service-checks.ts';
import { allocateService, defaultService } from './service.ts';
import {
  checkClaim,
  checkVolume,
  defaultClaim,
  defaultVolume,
  protectClaim,
  protectVolume,
} from './volumes.ts';

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

/** Pods. */
export const podKind = defineKind({
  kind: 'Pod',
  plural: 'pods',
  shortNames: ['po'],
  categories: ['all'],
  subresources: ['status'],
  selectableFields: [
    ...['status.phase', 'spec.nodeName', 'spec.restartPolicy', 'status.podIP'],
    ...['spec.serviceAccountName', 'spec.schedulerName'],
  ],
  initialStatus: { phase: 'Pending', qosClass: 'BestEffort' },
  defaults: defaultPod,
  prepare: preparePod,
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

/** Nodes. The cluster has one, and it is imaginary. */
export const nodeKind = defineKind({
  kind: 'Node',
  plural: 'nodes',
  namespaced: false,
  shortNames: ['no'],
  subresources: ['status'],
  selectableFields: ['spec.unschedulable'],
  initialStatus: {},
  columns: nodeColumns,
});

/** PersistentVolumeClaims. */
export const claimKind = defineKind({
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  shortNames: ['pvc'],
  subresources: ['status'],
  initialStatus: { phase: 'Pending' },
  defaults: defaultClaim,
  prepare: protectClaim,
  validate: checkClaim,
  columns: claimColumns,
});

/** PersistentVolumes. */
export const volumeKind = defineKind({
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  namespaced: false,
  shortNames: ['pv'],
  subresources: ['status'],
  initialStatus: { phase: 'Pending' },
  defaults: defaultVolume,
  prepare: protectVolume,
  validate: checkVolume,
  columns: volumeColumns,
});

/** ResourceQuotas. */
export const resourceQuotaKind = defineKind({
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  shortNames: ['quota'],
  subresources: ['status'],
  initialStatus: {},
});

const serviceKind = defineKind({
  kind: 'Service',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  nameRule: 'service',
  subresources: ['status'],
  initialStatus: { loadBalancer: {} },
  selectableFields: ['spec.clusterIP', 'spec.type'],
  defaults: defaultService,
  prepare: allocateService,
  validate: checkService,
  columns: serviceColumns,
});

const serviceAccountKind = defineKind({
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  shortNames: ['sa'],
  columns: [nameColumn, ageColumn],
});

const configMapKind = defineKind({
  kind: 'ConfigMap',
  plural: 'configmaps',
  shortNames: ['cm'],
  refuseUndecodable: refuseBadBase64,
  validate: checkConfigMap,
  columns: configMapColumns,
});

/** The kinds of the core group. */
export const coreKinds = [
  ...[namespaceKind, podKind, eventKind, nodeKind, serviceKind, configMapKind, serviceAccountKind],
  ...[claimKind, volumeKind, resourceQuotaKind],
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
    kind: 'LimitRange',
    plural: 'limitranges',
    shortNames: ['limits'],
    defaults: defaultLimitRange,
  }),
  defineKind({ kind: 'Endpoints', plural: 'endpoints', shortNames: ['ep'] }),
];
