import { type Cause } from '../../api-error.ts';
import { equal, isObject, type JsonObject, objectOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { forbiddenField, immutable, invalidValue, required } from '../causes.ts';
import { checkFixed, checkNotNegative, checkOneOf } from '../checks.ts';
import { checkTemplate } from '../pods/template-checks.ts';
import { checkSchedule } from './schedule.ts';

/** What is wrong with a Job, if anything. */
export function checkJob(job: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(job['spec']);
  const selector = isObject(spec['selector']) ? [] : [required('spec.selector')];
  return [...checkJobSpec('spec', spec), ...selector, ...checkJobChange(job, live)];
}

const counters = [
  ...['parallelism', 'completions', 'activeDeadlineSeconds'],
  ...['backoffLimit', 'ttlSecondsAfterFinished'],
];

function checkJobSpec(at: string, spec: JsonObject): Cause[] {
  const template = objectOf(spec['template']);
  const causes = [
    ...counters.flatMap((field) => checkNotNegative(`${at}.${field}`, spec[field])),
    ...checkOneOf(`${at}.completionMode`, spec['completionMode'], ['Indexed', 'NonIndexed']),
    ...checkTemplate(`${at}.template`, template),
  ];
  const policy = textOf(objectOf(template['spec'])['restartPolicy']);
  if (policy === 'OnFailure' || policy === 'Never') return causes;
  const says = 'valid values: "OnFailure", "Never"';
  return [...causes, required(`${at}.template.spec.restartPolicy`, says)];
}

const fixed = [
  'selector',
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
];

function checkJobChange(job: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  if (!live) return [];
  const [spec, before] = [objectOf(job['spec']), objectOf(live['spec'])];
  const causes: Cause[] = [];
  // The completions of an indexed Job may follow its parallelism.
  const isElastic = spec['completionMode'] === 'Indexed' && equal(spec['completions'], spec['parallelism']);
  if (!isElastic && !equal(spec['completions'], before['completions'])) {
    causes.push(immutable('spec.completions', spec['completions']));
  }
  causes.push(...checkFixed(job, live, fixed));
  if (!equal(templateOf(job, live), templateOf(live, live))) {
    causes.push(immutable('spec.template', spec['template']));
  }
  return causes;
}

/** The template as far as it may not change: a suspended Job that never ran may still be directed to other nodes. */
function templateOf(job: KubernetesObject, live: KubernetesObject): JsonObject {
  const template = objectOf(objectOf(job['spec'])['template']);
  const isSuspended = objectOf(live['spec'])['suspend'] === true;
  if (!isSuspended || objectOf(live['status'])['startTime'] !== undefined) return template;
  const { metadata: _metadata, spec, ...rest } = template;
  const {
    nodeSelector: _nodeSelector,
    affinity: _affinity,
    tolerations: _tolerations,
    schedulingGates: _gates,
    ...kept
  } = objectOf(spec);
  return { ...rest, spec: kept };
}

/** What is wrong with a CronJob, if anything. */
export function checkCronJob(cronJob: KubernetesObject): Cause[] {
  const spec = objectOf(cronJob['spec']);
  const { name } = cronJob.metadata;
  const jobSpec = objectOf(objectOf(spec['jobTemplate'])['spec']);
  const limits = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
  const causes = [
    ...checkSchedule('spec.schedule', textOf(spec['schedule'])),
    ...checkOneOf('spec.concurrencyPolicy', spec['concurrencyPolicy'], ['Allow', 'Forbid', 'Replace']),
    ...limits.flatMap((field) => checkNotNegative(`spec.${field}`, spec[field])),
    ...checkJobSpec('spec.jobTemplate.spec', jobSpec),
  ];
  if (jobSpec['selector'] !== undefined && jobSpec['manualSelector'] !== true) {
    causes.push(forbiddenField('spec.jobTemplate.spec.selector', '`selector` will be auto-generated'));
  }
  // A Job gets the name of its CronJob and eleven characters more.
  if (name.length > 52) {
    causes.push(invalidValue('metadata.name', name, 'must be no more than 52 characters'));
  }
  return causes;
}
