import { fieldAt, numberOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { ageColumn, column, nameColumn, wide } from '../columns.ts';
import { type Column } from '../kind.ts';

const containerStatuses = (pod: KubernetesObject) => objectsOf(fieldAt(pod, 'status', 'containerStatuses'));

function podState(pod: KubernetesObject): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  const reasons = containerStatuses(pod).flatMap((status) =>
    ['waiting', 'terminated'].map((state) => textOf(fieldAt(status, 'state', state, 'reason'))),
  );
  return reasons.find((reason) => reason !== '') ?? textOf(fieldAt(pod, 'status', 'phase'), 'Unknown');
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
  column('Restarts', (pod) =>
    String(containerStatuses(pod).reduce((sum, status) => sum + numberOf(status['restartCount']), 0)),
  ),
  ageColumn,
  wide('IP', (pod) => textOf(fieldAt(pod, 'status', 'podIP'), '<none>')),
  wide('Node', (pod) => textOf(fieldAt(pod, 'spec', 'nodeName'), '<none>')),
  wide('Nominated Node', () => '<none>'),
  wide('Readiness Gates', () => '<none>'),
];
