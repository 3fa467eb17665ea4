import { isObject, objectOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { fill, section } from '../fill.ts';
import { defaultTemplate } from '../pods/defaults.ts';
import { templateLabels } from '../pods/template-checks.ts';

/** Fills in the defaults of a Job. */
export function defaultJob(job: KubernetesObject): void {
  const spec = section(job, 'spec');
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) {
    Object.assign(spec, { completions: 1 });
  }
  fill(spec, {
    parallelism: 1,
    backoffLimit: spec['backoffLimitPerIndex'] === undefined ? 6 : 2 ** 31 - 1,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: isObject(spec['podFailurePolicy']) ? 'Failed' : 'TerminatingOrFailed',
  });
  defaultTemplate(spec);
  const labels = templateLabels(objectOf(spec['template']));
  if (!job.metadata.labels && Object.keys(labels).length > 0) job.metadata.labels = labels;
}

/** Fills in the defaults of a CronJob. Its job template is no Job yet: only its pods get their defaults. */
export function defaultCronJob(cronJob: KubernetesObject): void {
  const spec = section(cronJob, 'spec');
  fill(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  defaultTemplate(section(section(spec, 'jobTemplate'), 'spec'));
}

/** Ties a new Job to its pods: a selector by its uid, and the labels for it in the pod template. */
export function prepareJob(job: KubernetesObject, live: KubernetesObject | undefined): void {
  const spec = section(job, 'spec');
  if (live || spec['manualSelector'] === true) return;
  const { name, uid = '' } = job.metadata;
  const labels = section(section(section(spec, 'template'), 'metadata'), 'labels');
  fill(labels, {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  });
  fill(section(section(spec, 'selector'), 'matchLabels'), { 'batch.kubernetes.io/controller-uid': uid });
}
