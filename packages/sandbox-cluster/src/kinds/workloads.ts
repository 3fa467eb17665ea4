import { type Cause } from '../api-error.ts';
import { equal, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';
import { matchesLabels, requirementsOf } from '../selectors/label-selector.ts';
import { forbiddenField, invalidValue, required, unsupported } from './causes.ts';
import { checkPodSpec, defaultPodSpec, fill, section } from './pod-template.ts';

/** Fills in the defaults of a Deployment. */
export function defaultDeployment(deployment: KubernetesObject): void {
  const spec = section(deployment, 'spec');
  fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  const strategy = section(spec, 'strategy');
  fill(strategy, { type: 'RollingUpdate' });
  if (strategy['type'] === 'RollingUpdate') {
    fill(section(strategy, 'rollingUpdate'), { maxSurge: '25%', maxUnavailable: '25%' });
  }
  defaultPodSpec(section(section(spec, 'template'), 'spec'));
}

/** Fills in the defaults of a ReplicaSet. */
export function defaultReplicaSet(replicaSet: KubernetesObject): void {
  const spec = section(replicaSet, 'spec');
  fill(spec, { replicas: 1 });
  defaultPodSpec(section(section(spec, 'template'), 'spec'));
}

/** What is wrong with a Deployment, if anything. */
export function checkDeployment(deployment: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(deployment['spec']);
  const strategy = objectOf(spec['strategy']);
  const types = ['Recreate', 'RollingUpdate'];
  const type = textOf(strategy['type']);
  const causes = checkReplicaSet(deployment, live);
  if (!types.includes(type)) causes.push(unsupported('spec.strategy.type', type, types));
  if (type === 'Recreate' && isObject(strategy['rollingUpdate'])) {
    const says = "may not be specified when strategy `type` is 'Recreate'";
    causes.push(forbiddenField('spec.strategy.rollingUpdate', says));
  }
  const deadline = numberOf(spec['progressDeadlineSeconds'], 600);
  if (deadline <= numberOf(spec['minReadySeconds'])) {
    causes.push(
      invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'),
    );
  }
  return causes;
}

/** What is wrong with a ReplicaSet, or with the fields that a Deployment shares with it. */
export function checkReplicaSet(workload: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(workload['spec']);
  const replicas = spec['replicas'];
  const causes: Cause[] = [];
  if (typeof replicas !== 'number' || replicas < 0) {
    causes.push(invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'));
  }
  causes.push(...checkSelector(spec), ...checkPodSpec('spec.template.spec', templateSpec(spec)));
  if (live && !equal(spec['selector'], objectOf(live['spec'])['selector'])) {
    causes.push(invalidValue('spec.selector', spec['selector'], 'field is immutable'));
  }
  const policy = textOf(templateSpec(spec)['restartPolicy']);
  if (policy === 'OnFailure' || policy === 'Never') {
    causes.push(unsupported('spec.template.spec.restartPolicy', policy, ['Always']));
  }
  return causes;
}

const templateSpec = (spec: JsonObject) => objectOf(objectOf(spec['template'])['spec']);

function checkSelector(spec: JsonObject): Cause[] {
  const selector = spec['selector'];
  if (!isObject(selector)) return [required('spec.selector')];
  const requirements = requirementsOf(selector);
  if (requirements.length === 0) {
    return [invalidValue('spec.selector', selector, 'empty selector is invalid for deployment')];
  }
  const labels = objectOf(objectOf(objectOf(spec['template'])['metadata'])['labels']);
  const texts = Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, textOf(value)]));
  if (matchesLabels(requirements, texts)) return [];
  const says = '`selector` does not match template `labels`';
  return [invalidValue('spec.template.metadata.labels', labels, says)];
}

/** Fills in the defaults of a Pod. */
export function defaultPod(pod: KubernetesObject): void {
  const spec = section(pod, 'spec');
  defaultPodSpec(spec);
  fill(spec, { enableServiceLinks: true, serviceAccountName: 'default', serviceAccount: 'default' });
}

/** The one imaginary node. Every pod is bound to it at once: the sandbox has no scheduler. */
const nodeName = 'sandbox';

/** Binds a new pod to the one node. */
export function bindPod(pod: KubernetesObject): void {
  fill(section(pod, 'spec'), { nodeName });
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
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...spec } = objectOf(pod['spec']);
  for (const list of ['containers', 'initContainers']) {
    const containers = spec[list];
    if (Array.isArray(containers)) {
      spec[list] = containers.map((container) => ({ ...objectOf(container), image: '' }));
    }
  }
  return spec;
}
