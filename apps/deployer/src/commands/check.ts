import type { EnvironmentDiff, FieldChange, ObjectChange, Problem } from '@tribble/api';
import { formatProblem, type Deployer } from '@tribble/resource-repo/format';
import { Option, type ServiceCommand, type ServiceContext, systemClock } from '@tribble/service-kit';
import { z } from 'zod';
import { BackendError, type BackendKind } from '../backends/backend.ts';
import { createBackends } from '../backends/index.ts';
import type { DeployerConfig } from '../config.ts';
import { RenderCaches } from '../core/render-caches.ts';
import { diffEnvironment } from '../diff.ts';
import { filteredChanges } from '../get-diff.ts';
import { JsonnetEvaluations } from '../jsonnet-evaluations.ts';
import { openEnvironment } from '../open-environment.ts';
import { type Checkout, checkOut, selectDeployers } from './one-shot.ts';
import { commonOptions, commonSchema } from './options.ts';
import { print, table } from './print.ts';

const schema = commonSchema.extend({
  resource: z.string().optional(),
  unchanged: z.boolean().default(false),
});

/** What a check found of one environment; `error` where its backend could not be asked. */
type Checked =
  EnvironmentDiff | { environment: string; error: string; changes: ObjectChange[]; problems: Problem[] };

/** Shows what a deployment would change. Exit code 0: nothing; 2: something; 1: it could not be found out, or would be refused. */
export const check: ServiceCommand<DeployerConfig> = {
  name: 'check',
  description:
    'shows what would be created, changed and deleted, by a dry run of the backend; exits with 0 for nothing, 2 for pending changes, 1 for faults',
  options: [
    ...commonOptions,
    new Option('-r, --resource <name>', 'only the objects of this resource'),
    new Option('--unchanged', 'lists what stays as it is, too'),
  ],
  run: async (context, given) => {
    const { environment, output, resource, unchanged } = schema.parse(given);
    const checkout = await checkOut(context);
    const { selected, problems } = selectDeployers(checkout.head, environment);
    const backends = createBackends();
    const checked: Checked[] = [];
    for (const deployer of selected) checked.push(await checkOne(deployer, checkout, backends, context));
    const shown = checked.map((each) => ({
      ...each,
      changes: filteredChanges(each.changes, { unchanged, ...(resource !== undefined && { resource }) }),
    }));
    print(output, { environments: shown, problems }, () => textOf(shown, problems));
    return exitCodeOf(shown, problems);
  },
};

async function checkOne(
  deployer: Deployer,
  { repo, head, jsonnet }: Checkout,
  backends: readonly BackendKind[],
  { config: { kubeconfig }, log, onStop }: ServiceContext<DeployerConfig>,
): Promise<Checked> {
  const { environment } = deployer;
  const context = {
    ...{ now: () => systemClock.now(), log, changed: () => undefined },
    ...(kubeconfig !== undefined && { kubeconfig }),
  };
  const opened = openEnvironment(deployer, context, backends);
  if ('problems' in opened) {
    return { environment, error: 'its entry has a problem', changes: [], problems: opened.problems };
  }
  const { backend } = opened;
  onStop(`environment ${environment}`, () => backend.close());
  const evaluations = new JsonnetEvaluations(jsonnet, context.now);
  const rendering = { renderCaches: new RenderCaches(), evaluations };
  try {
    const diff = await diffEnvironment(head, { deployer, backend, repo, log, ...rendering });
    if (diff !== 'superseded') return diff;
    return { environment, error: 'a newer commit arrived: check again', changes: [], problems: [] };
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    return { environment, error: error.message, changes: [], problems: [] };
  }
}

function exitCodeOf(checked: readonly Checked[], problems: readonly Problem[]): number {
  const changes = checked.flatMap((each): readonly ObjectChange[] => each.changes);
  const isFaulty = checked.some((each) => 'error' in each || each.problems.length > 0);
  if (isFaulty || problems.length > 0 || changes.some(({ action }) => action === 'refused')) return 1;
  return changes.some(({ action }) => action !== 'unchanged') ? 2 : 0;
}

function textOf(checked: readonly Checked[], problems: readonly Problem[]): string {
  return [...problems.map(formatProblem), ...checked.map(environmentText)].join('\n');
}

function environmentText(checked: Checked): string {
  const { environment, changes, problems } = checked;
  const lines = [
    ...('error' in checked ? [`error: ${checked.error}`] : []),
    ...('message' in checked && checked.message !== undefined ? [checked.message] : []),
    ...problems.map((problem) => `problem: ${formatProblem(problem)}`),
  ];
  if (changes.length === 0) lines.push('error' in checked ? 'not compared' : 'nothing to do');
  const rows = changes.map(({ action, kind, namespace, name, resource, message }) => {
    return [action, kind, namespace ?? '', name, resource ?? '', message ?? ''];
  });
  if (rows.length > 0)
    lines.push(table(['ACTION', 'KIND', 'NAMESPACE', 'NAME', 'RESOURCE', 'MESSAGE'], rows));
  for (const change of changes) if (change.fields.length > 0) lines.push(fieldsText(change));
  return [`environment ${environment}`, ...lines.map(indent)].join('\n');
}

function fieldsText({ kind, name, fields }: ObjectChange): string {
  return [`${kind} ${name}:`, ...fields.flatMap(fieldLines).map(indent)].join('\n');
}

function fieldLines({ path, live, desired, manager }: FieldChange): string[] {
  const by = manager === undefined ? '' : `   (set by ${manager})`;
  return [
    path,
    ...(live === undefined ? [] : [`  - ${live}${by}`]),
    ...(desired === undefined ? [] : [`  + ${desired}`]),
  ];
}

const indent = (text: string) => text.replace(/^(?=.)/gm, '  ');
