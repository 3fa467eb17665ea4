import { type JsonObject, objectsOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { fill, section } from '../fill.ts';
import { defaultTemplate } from '../pods/defaults.ts';

/** Fills in the defaults of a Deployment. */
export function defaultDeployment(deployment: KubernetesObject): void {
  const spec = section(deployment, 'spec');
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  defaultStrategy(section(spec, 'strategy'), { maxSurge: '25%', maxUnavailable: '25%' });
  defaultTemplate(spec);
}

/** Fills in the defaults of a ReplicaSet. */
export function defaultReplicaSet(replicaSet: KubernetesObject): void {
  const spec = section(replicaSet, 'spec');
  fill(spec, { replicas: 1 });
  defaultTemplate(spec);
}

/** Fills in the defaults of a StatefulSet. */
export function defaultStatefulSet(statefulSet: KubernetesObject): void {
  const spec = section(statefulSet, 'spec');
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady', serviceName: '' });
  fill(section(spec, 'persistentVolumeClaimRetentionPolicy'), {
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
  });
  defaultStrategy(section(spec, 'updateStrategy'), { partition: 0 });
  for (const claim of objectsOf(spec['volumeClaimTemplates'])) {
    fill(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
    fill(section(claim, 'spec'), { volumeMode: 'Filesystem' });
    fill(section(claim, 'status'), { phase: 'Pending' });
  }
  defaultTemplate(spec);
}

/** Fills in the defaults of a DaemonSet. */
export function defaultDaemonSet(daemonSet: KubernetesObject): void {
  const spec = section(daemonSet, 'spec');
  fill(spec, { revisionHistoryLimit: 10 });
  defaultStrategy(section(spec, 'updateStrategy'), { maxSurge: 0, maxUnavailable: 1 });
  defaultTemplate(spec);
}

function defaultStrategy(strategy: JsonObject, rollingUpdate: JsonObject): void {
  fill(strategy, { type: 'RollingUpdate' });
  if (strategy['type'] === 'RollingUpdate') fill(section(strategy, 'rollingUpdate'), rollingUpdate);
}
