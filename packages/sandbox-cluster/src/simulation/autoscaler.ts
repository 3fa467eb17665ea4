import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { conditionOf, judged, type Verdict } from './conditions.ts';
import { specOf, statusOf } from './workload.ts';

const noMetrics =
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';

/** The status of an autoscaler in a cluster without metrics; undefined as workload means that its target is missing. */
export function autoscalerStatus(
  autoscaler: KubernetesObject,
  workload: KubernetesObject | undefined,
  now: number,
): JsonObject {
  const verdicts = workload ? foundVerdicts(autoscaler) : [missingVerdict(autoscaler)];
  const conditions = verdicts.map((verdict) => {
    const before = conditionOf(statusOf(autoscaler), verdict.type);
    const { lastUpdateTime: _update, ...condition } = judged(before, verdict, now);
    return condition;
  });
  const currentReplicas = workload ? numberOf(specOf(workload)['replicas'], 1) : 0;
  return { ...(currentReplicas > 0 && { currentReplicas }), desiredReplicas: 0, conditions };
}

function foundVerdicts(autoscaler: KubernetesObject): Verdict[] {
  const [metric = {}] = objectsOf(specOf(autoscaler)['metrics']);
  const name = textOf(objectOf(metric['resource'])['name'], 'cpu');
  const why = `failed to get ${name} utilization: unable to get metrics for resource ${name}: ${noMetrics}`;
  return [
    {
      type: 'AbleToScale',
      status: 'True',
      reason: 'SucceededGetScale',
      message: "the HPA controller was able to get the target's current scale",
    },
    {
      type: 'ScalingActive',
      status: 'False',
      reason: 'FailedGetResourceMetric',
      message: `the HPA was unable to compute the replica count: ${why}`,
    },
  ];
}

function missingVerdict(autoscaler: KubernetesObject): Verdict {
  const { kind, name, apiVersion } = objectOf(specOf(autoscaler)['scaleTargetRef']);
  const [group = ''] = textOf(apiVersion).split('/');
  const resource = `${textOf(kind).toLowerCase()}s${textOf(apiVersion).includes('/') ? `.${group}` : ''}`;
  const why = `${resource} ${JSON.stringify(textOf(name))} not found`;
  const message = `the HPA controller was unable to get the target's current scale: ${why}`;
  return { type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message };
}
