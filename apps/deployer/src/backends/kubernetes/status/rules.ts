import { judgeApiService } from './api-service.ts';
import { judgeCustomResourceDefinition } from './custom-resource-definition.ts';
import { judgeDaemonSet } from './daemon-set.ts';
import { judgeDeployment } from './deployment.ts';
import { judgeJob } from './job.ts';
import { judgePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { judgePod } from './pod.ts';
import { judgeReplicaSet } from './replica-set.ts';
import { judgeService } from './service.ts';
import { judgeStatefulSet } from './stateful-set.ts';
import { current, type Rule } from './verdict.ts';

type KindRule = {
  group: string;
  kind: string;
  judge: Rule;
  /** Whether the rule, or what is checked before it, looks beyond the metadata. */
  needsFullObject: boolean;
};

/** There as soon as it exists, whatever its conditions say. */
const alwaysCurrent: Rule = () => current();

/** The kinds that have a rule of their own. All others are judged by their conditions. */
const rules: readonly KindRule[] = [
  { group: '', kind: 'ConfigMap', judge: alwaysCurrent, needsFullObject: false },
  { group: '', kind: 'PersistentVolumeClaim', judge: judgePersistentVolumeClaim, needsFullObject: true },
  { group: '', kind: 'Pod', judge: judgePod, needsFullObject: true },
  { group: '', kind: 'Secret', judge: alwaysCurrent, needsFullObject: false },
  { group: '', kind: 'Service', judge: judgeService, needsFullObject: true },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    judge: judgeCustomResourceDefinition,
    needsFullObject: true,
  },
  { group: 'apiregistration.k8s.io', kind: 'APIService', judge: judgeApiService, needsFullObject: true },
  { group: 'apps', kind: 'DaemonSet', judge: judgeDaemonSet, needsFullObject: true },
  { group: 'apps', kind: 'Deployment', judge: judgeDeployment, needsFullObject: true },
  { group: 'apps', kind: 'ReplicaSet', judge: judgeReplicaSet, needsFullObject: true },
  { group: 'apps', kind: 'StatefulSet', judge: judgeStatefulSet, needsFullObject: true },
  { group: 'batch', kind: 'CronJob', judge: alwaysCurrent, needsFullObject: false },
  { group: 'batch', kind: 'Job', judge: judgeJob, needsFullObject: true },
  { group: 'policy', kind: 'PodDisruptionBudget', judge: alwaysCurrent, needsFullObject: true },
];

const ruleByKind: ReadonlyMap<string, KindRule> = new Map(
  rules.map((rule) => [`${rule.group}/${rule.kind}`, rule]),
);

/** The rule of a kind, where it has one. */
export function ruleFor(group: string, kind: string): KindRule | undefined {
  return ruleByKind.get(`${group}/${kind}`);
}
