import { defineKind } from '../kind.ts';
import { checkDaemonSet, checkDeployment, checkReplicaSet, checkStatefulSet } from './checks.ts';
import {
  controllerRevisionColumns,
  daemonSetColumns,
  deploymentColumns,
  replicaSetColumns,
  statefulSetColumns,
} from './columns.ts';
import { defaultDaemonSet, defaultDeployment, defaultReplicaSet, defaultStatefulSet } from './defaults.ts';

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

/** StatefulSets. */
export const statefulSetKind = defineKind({
  kind: 'StatefulSet',
  plural: 'statefulsets',
  group: 'apps',
  shortNames: ['sts'],
  categories: ['all'],
  subresources: ['status', 'scale'],
  generation: ['spec'],
  initialStatus: { replicas: 0, availableReplicas: 0 },
  defaults: defaultStatefulSet,
  validate: checkStatefulSet,
  columns: statefulSetColumns,
});

/** DaemonSets. */
export const daemonSetKind = defineKind({
  kind: 'DaemonSet',
  plural: 'daemonsets',
  group: 'apps',
  shortNames: ['ds'],
  categories: ['all'],
  subresources: ['status'],
  generation: ['spec'],
  initialStatus: {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  },
  defaults: defaultDaemonSet,
  validate: checkDaemonSet,
  columns: daemonSetColumns,
});

/** ControllerRevisions: the pod templates that StatefulSets and DaemonSets had. */
export const controllerRevisionKind = defineKind({
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  group: 'apps',
  columns: controllerRevisionColumns,
});

/** The kinds of the group `apps`. */
export const appsKinds = [
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  daemonSetKind,
  controllerRevisionKind,
];
