import { fieldAt, type Json, numberOf, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { formatRequirements, requirementsOf } from '../../selectors/label-selector.ts';
import { ageColumn, column, nameColumn, numberColumn, wide } from '../columns.ts';
import { type Column } from '../kind.ts';

const number = (object: KubernetesObject, ...path: string[]) => numberOf(fieldAt(object, ...path));
const podSpec = (object: KubernetesObject) => fieldAt(object, 'spec', 'template', 'spec');
const joined = (items: Json | undefined, field: string) =>
  objectsOf(items)
    .map((item) => textOf(item[field]))
    .join(',');
const selectorText = (object: KubernetesObject) =>
  formatRequirements(requirementsOf(objectOf(fieldAt(object, 'spec', 'selector'))));

const containerColumns = [
  wide('Containers', (object) => joined(fieldAt(podSpec(object), 'containers'), 'name')),
  wide('Images', (object) => joined(fieldAt(podSpec(object), 'containers'), 'image')),
];
/** What `-o wide` adds for workloads. */
export const templateColumns: Column[] = [...containerColumns, wide('Selector', selectorText)];

const readyOf = (object: KubernetesObject) =>
  `${number(object, 'status', 'readyReplicas')}/${number(object, 'spec', 'replicas')}`;

/** The columns of Deployments. */
export const deploymentColumns: Column[] = [
  nameColumn,
  column('Ready', readyOf),
  numberColumn('Up-to-date', 'status', 'updatedReplicas'),
  numberColumn('Available', 'status', 'availableReplicas'),
  ageColumn,
  ...templateColumns,
];

/** The columns of ReplicaSets. */
export const replicaSetColumns: Column[] = [
  nameColumn,
  numberColumn('Desired', 'spec', 'replicas'),
  numberColumn('Current', 'status', 'replicas'),
  numberColumn('Ready', 'status', 'readyReplicas'),
  ageColumn,
  ...templateColumns,
];

/** The columns of StatefulSets. */
export const statefulSetColumns: Column[] = [
  nameColumn,
  column('Ready', readyOf),
  ageColumn,
  ...containerColumns,
];

/** The columns of DaemonSets. */
export const daemonSetColumns: Column[] = [
  nameColumn,
  numberColumn('Desired', 'status', 'desiredNumberScheduled'),
  numberColumn('Current', 'status', 'currentNumberScheduled'),
  numberColumn('Ready', 'status', 'numberReady'),
  numberColumn('Up-to-date', 'status', 'updatedNumberScheduled'),
  numberColumn('Available', 'status', 'numberAvailable'),
  column('Node Selector', (object) => {
    const labels = Object.entries(objectOf(fieldAt(podSpec(object), 'nodeSelector')));
    return labels.map(([key, value]) => `${key}=${textOf(value)}`).join(',') || '<none>';
  }),
  ageColumn,
  ...templateColumns,
];

/** The columns of ControllerRevisions. */
export const controllerRevisionColumns: Column[] = [
  nameColumn,
  column('Controller', ({ metadata }) => {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller);
    return owner ? `${owner.kind.toLowerCase()}.apps/${owner.name}` : '<none>';
  }),
  column('Revision', (revision) => numberOf(revision['revision']), 'integer'),
  ageColumn,
];
