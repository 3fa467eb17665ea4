import { templateColumns } from '../apps/columns.ts';
import { ageColumn, column, humanDuration, nameColumn, since, textColumn } from '../columns.ts';
import { fieldAt, numberOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { defineKind } from '../kind.ts';
import { checkCronJob, checkJob } from './checks.ts';
import { defaultCronJob, defaultJob, prepareJob } from './defaults.ts';

function jobState(job: KubernetesObject): string {
  const holds = objectsOf(fieldAt(job, 'status', 'conditions')).filter(({ status }) => status === 'True');
  const types = ['Complete', 'Failed', 'Suspended', 'FailureTarget'];
  return types.find((type) => holds.some((condition) => condition['type'] === type)) ?? 'Running';
}

function jobDuration(job: KubernetesObject, now: number): string {
  const start = Date.parse(textOf(fieldAt(job, 'status', 'startTime')));
  if (Number.isNaN(start)) return '';
  const end = Date.parse(textOf(fieldAt(job, 'status', 'completionTime')));
  return humanDuration((Number.isNaN(end) ? now : end) - start);
}

/** Jobs. */
export const jobKind = defineKind({
  kind: 'Job',
  plural: 'jobs',
  group: 'batch',
  categories: ['all'],
  subresources: ['status'],
  generation: ['spec'],
  selectableFields: ['status.successful'],
  initialStatus: {},
  defaults: defaultJob,
  prepare: prepareJob,
  validate: checkJob,
  columns: [
    nameColumn,
    column('Status', jobState),
    column('Completions', (job) => {
      const wanted = numberOf(fieldAt(job, 'spec', 'completions'), 1);
      return `${numberOf(fieldAt(job, 'status', 'succeeded'))}/${wanted}`;
    }),
    column('Duration', jobDuration),
    ageColumn,
    ...templateColumns,
  ],
});

const cronJobKind = defineKind({
  kind: 'CronJob',
  plural: 'cronjobs',
  group: 'batch',
  shortNames: ['cj'],
  categories: ['all'],
  subresources: ['status'],
  generation: ['spec'],
  initialStatus: {},
  defaults: defaultCronJob,
  validate: checkCronJob,
  columns: [
    nameColumn,
    textColumn('Schedule', 'spec', 'schedule'),
    column('Timezone', (cronJob) => textOf(fieldAt(cronJob, 'spec', 'timeZone'), '<none>')),
    column('Suspend', (cronJob) => (fieldAt(cronJob, 'spec', 'suspend') === true ? 'True' : 'False')),
    column('Active', (cronJob) => objectsOf(fieldAt(cronJob, 'status', 'active')).length, 'integer'),
    column('Last Schedule', (cronJob, now) => {
      const last = textOf(fieldAt(cronJob, 'status', 'lastScheduleTime'));
      return last ? since(last, now) : '<none>';
    }),
    ageColumn,
  ],
});

/** The kinds of the group `batch`. */
export const batchKinds = [jobKind, cronJobKind];
