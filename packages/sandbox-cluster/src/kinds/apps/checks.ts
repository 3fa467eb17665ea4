import { type Cause } from '../../api-error.ts';
import {
  equal,
  isObject,
  type Json,
  type JsonObject,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField, invalidValue, required, unsupported } from '../causes.ts';
import { checkFixed, checkNotNegative, checkOneOf, without } from '../checks.ts';
import { checkSelector, checkTemplate } from '../pods/template-checks.ts';

type Check = (object: KubernetesObject, live: KubernetesObject | undefined) => Cause[];

/** What is wrong with a Deployment, if anything. */
export const checkDeployment: Check = (deployment, live) => {
  const spec = objectOf(deployment['spec']);
  const strategy = objectOf(spec['strategy']);
  const deadline = numberOf(spec['progressDeadlineSeconds'], 600);
  const causes = [
    ...checkWorkload(deployment, 'deployment'),
    ...checkStrategy('spec.strategy', strategy, ['Recreate', 'RollingUpdate']),
    ...checkFixed(deployment, live, ['selector']),
  ];
  if (deadline <= numberOf(spec['minReadySeconds'])) {
    causes.push(
      invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'),
    );
  }
  return causes;
};

/** What is wrong with a ReplicaSet, if anything. */
export const checkReplicaSet: Check = (replicaSet, live) => [
  ...checkWorkload(replicaSet, 'deployment'),
  ...checkFixed(replicaSet, live, ['selector']),
];

/** What is wrong with a DaemonSet, if anything. */
export const checkDaemonSet: Check = (daemonSet, live) => [
  ...checkWorkload(daemonSet, 'daemonset'),
  ...checkStrategy('spec.updateStrategy', objectOf(objectOf(daemonSet['spec'])['updateStrategy']), [
    'OnDelete',
    'RollingUpdate',
  ]),
  ...checkFixed(daemonSet, live, ['selector']),
];

/** What is wrong with a StatefulSet, if anything. */
export const checkStatefulSet: Check = (statefulSet, live) => {
  const spec = objectOf(statefulSet['spec']);
  const strategies = ['OnDelete', 'RollingUpdate'];
  return [
    ...checkOneOf('spec.podManagementPolicy', spec['podManagementPolicy'], ['OrderedReady', 'Parallel']),
    ...checkOneOf('spec.updateStrategy.type', objectOf(spec['updateStrategy'])['type'], strategies),
    ...checkWorkload(statefulSet, 'statefulset'),
    ...checkClaimTemplates(spec),
    ...checkStatefulSetChange(spec, live),
  ];
};

/** What a StatefulSet may change after its creation. */
const mutable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function checkStatefulSetChange(spec: JsonObject, live: KubernetesObject | undefined): Cause[] {
  if (!live || equal(without(spec, mutable), without(objectOf(live['spec']), mutable))) return [];
  const quoted = mutable.map((field) => `'${field}'`);
  const list = `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
  return [forbiddenField('spec', `updates to statefulset spec for fields other than ${list} are forbidden`)];
}

function checkClaimTemplates(spec: JsonObject): Cause[] {
  return objectsOf(spec['volumeClaimTemplates']).flatMap((claim, index) => {
    const at = `spec.volumeClaimTemplates[${index}]`;
    return objectOf(claim['metadata'])['name'] ? [] : [required(`${at}.metadata.name`)];
  });
}

/** What all workloads with a selector and a pod template have in common. */
function checkWorkload(workload: KubernetesObject, word: string): Cause[] {
  const spec = objectOf(workload['spec']);
  return [
    ...['replicas', 'minReadySeconds', 'revisionHistoryLimit'].flatMap((field) =>
      checkNotNegative(`spec.${field}`, spec[field]),
    ),
    ...checkSelector(spec, word),
    ...checkTemplate('spec.template', objectOf(spec['template'])),
    ...checkAlwaysRestarts(spec),
  ];
}

function checkAlwaysRestarts(spec: JsonObject): Cause[] {
  const policy = textOf(objectOf(objectOf(spec['template'])['spec'])['restartPolicy']);
  const field = 'spec.template.spec.restartPolicy';
  return policy === 'OnFailure' || policy === 'Never' ? [unsupported(field, policy, ['Always'])] : [];
}

function checkStrategy(field: string, strategy: JsonObject, types: readonly string[]): Cause[] {
  const [type, rolling] = [textOf(strategy['type']), strategy['rollingUpdate']];
  const wrongType = checkOneOf(`${field}.type`, type, types);
  if (type === 'Recreate' && isObject(rolling)) {
    const says = "may not be specified when strategy `type` is 'Recreate'";
    return [...wrongType, forbiddenField(`${field}.rollingUpdate`, says)];
  }
  if (type !== 'RollingUpdate' || !isObject(rolling)) return wrongType;
  const { maxSurge, maxUnavailable } = rolling;
  const causes = [
    ...wrongType,
    ...checkShare(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable),
    ...checkShare(`${field}.rollingUpdate.maxSurge`, maxSurge),
  ];
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    const says = 'may not be 0 when `maxSurge` is 0';
    causes.push(invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, says));
  }
  return causes;
}

const isZero = (share: Json | undefined) => share === 0 || share === '0%';

/** What is wrong with a number of pods, or a percentage of them, if anything. */
export function checkShare(field: string, share: Json | undefined): Cause[] {
  if (typeof share !== 'string') return checkNotNegative(field, share);
  if (/^\d+%$/.test(share)) return [];
  const says =
    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";
  return [invalidValue(field, share, says)];
}
