import { type Cause } from '../../api-error.ts';
import { isObject, type JsonObject, numberOf, objectOf, objectsOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue, required } from '../causes.ts';
import { checkOneOf } from '../checks.ts';
import { fill, section } from '../fill.ts';

const percent = { type: 'Percent', value: 100, periodSeconds: 15 };

/** Fills in the defaults of a HorizontalPodAutoscaler: 80 % of the requested CPU, and the usual speed if any is named. */
export function defaultAutoscaler(autoscaler: KubernetesObject): void {
  const spec = section(autoscaler, 'spec');
  fill(spec, { minReplicas: 1 });
  if (objectsOf(spec['metrics']).length === 0) {
    const target = { type: 'Utilization', averageUtilization: 80 };
    spec['metrics'] = [{ type: 'Resource', resource: { name: 'cpu', target } }];
  }
  const behavior = spec['behavior'];
  if (!isObject(behavior)) return;
  fill(section(behavior, 'scaleUp'), {
    stabilizationWindowSeconds: 0,
    selectPolicy: 'Max',
    policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent],
  });
  fill(section(behavior, 'scaleDown'), { selectPolicy: 'Max', policies: [{ ...percent }] });
}

const metricTypes = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];

/** What is wrong with a HorizontalPodAutoscaler, if anything. */
export function checkAutoscaler(autoscaler: KubernetesObject): Cause[] {
  const spec = objectOf(autoscaler['spec']);
  const { kind, name } = objectOf(spec['scaleTargetRef']);
  const [least, most] = [numberOf(spec['minReplicas'], 1), numberOf(spec['maxReplicas'])];
  const causes: Cause[] = [];
  if (least < 1) {
    causes.push(invalidValue('spec.minReplicas', least, 'must be greater than or equal to 1'));
  }
  if (most < 1) causes.push(invalidValue('spec.maxReplicas', most, 'must be greater than 0'));
  else if (most < least) {
    causes.push(invalidValue('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`'));
  }
  if (!kind) causes.push(required('spec.scaleTargetRef.kind'));
  if (!name) causes.push(required('spec.scaleTargetRef.name'));
  return [...causes, ...objectsOf(spec['metrics']).flatMap(checkMetric)];
}

function checkMetric(metric: JsonObject, index: number): Cause[] {
  const at = `spec.metrics[${index}]`;
  if (metric['type'] === undefined) return [required(`${at}.type`, 'must specify a metric source type')];
  const wrong = checkOneOf(`${at}.type`, metric['type'], metricTypes);
  const sources = ['containerResource', 'external', 'object', 'pods', 'resource'];
  return wrong.length > 0 || sources.some((source) => isObject(metric[source]))
    ? wrong
    : [required(at, 'must populate information for the given metric source')];
}
