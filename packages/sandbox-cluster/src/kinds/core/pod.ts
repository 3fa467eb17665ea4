import { type Cause } from '../../api-error.ts';
import { equal, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField } from '../causes.ts';
import { without } from '../checks.ts';
import { fill, section } from '../fill.ts';
import { checkPodSpec } from '../pods/checks.ts';
import { containersOf, defaultPodSpec } from '../pods/defaults.ts';

/** Fills in the defaults of a Pod. */
export function defaultPod(pod: KubernetesObject): void {
  const spec = section(pod, 'spec');
  defaultPodSpec(spec);
  fill(spec, { enableServiceLinks: true });
  for (const container of containersOf(spec)) {
    const resources = section(container, 'resources');
    const limits = objectOf(resources['limits']);
    if (Object.keys(limits).length > 0) fill(section(resources, 'requests'), limits);
  }
}

/** What admission gives to a new pod: its account, its priority and how long it stays on a node that is lost. */
export function preparePod(pod: KubernetesObject, live: KubernetesObject | undefined): void {
  if (live) return;
  const spec = section(pod, 'spec');
  fill(spec, {
    serviceAccountName: 'default',
    serviceAccount: textOf(spec['serviceAccountName'], 'default'),
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
  });
  const tolerations = objectsOf(spec['tolerations']);
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !tolerations.some((toleration) => toleration['key'] === key))
    .map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  spec['tolerations'] = [...tolerations, ...missing];
  pod['status'] = { ...objectOf(pod['status']), qosClass: qualityOf(spec) };
}

/** The quality of service that follows from the resources of the containers. */
function qualityOf(spec: JsonObject): string {
  const resources = containersOf(spec).map((container) => objectOf(container['resources']));
  const amount = (list: 'limits' | 'requests', name: string) =>
    resources.map((each) => objectOf(each[list])[name]);
  const isEmpty = (['cpu', 'memory'] as const).every((name) =>
    [...amount('limits', name), ...amount('requests', name)].every((value) => value === undefined),
  );
  if (isEmpty) return 'BestEffort';
  const isGuaranteed = (['cpu', 'memory'] as const).every((name) =>
    resources.every(
      (each) =>
        objectOf(each['limits'])[name] !== undefined &&
        objectOf(each['limits'])[name] === objectOf(each['requests'])[name],
    ),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}

/** What is wrong with a Pod, if anything. */
export function checkPod(pod: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const causes = checkPodSpec('spec', objectOf(pod['spec']));
  if (!live || equal(withoutMutable(pod), withoutMutable(live))) return causes;
  const says =
    'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
  return [...causes, forbiddenField('spec', says)];
}

function withoutMutable(pod: KubernetesObject): JsonObject {
  const before = objectOf(pod['spec']);
  // The scheduler binds a pod once, through a door of its own.
  const spec = without(before, ['activeDeadlineSeconds', 'tolerations', 'nodeName']);
  for (const list of ['containers', 'initContainers']) {
    const containers = spec[list];
    if (Array.isArray(containers)) {
      spec[list] = containers.map((container) => ({ ...objectOf(container), image: '' }));
    }
  }
  return spec;
}
