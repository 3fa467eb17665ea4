import { once } from 'node:events';
import type { EnvironmentStatus } from '@tribble/api';
import { formatProblem } from '@tribble/resource-repo/format';
import {
  createMetrics,
  duration,
  Option,
  type ServiceCommand,
  type ServiceContext,
  startLoop,
  systemClock,
} from '@tribble/service-kit';
import { z } from 'zod';
import { createBackends } from '../backends/index.ts';
import type { DeployerConfig } from '../config.ts';
import { Environments } from '../environments.ts';
import { StatusBoard } from '../status-board.ts';
import { type Checkout, checkOut, selectDeployers } from './one-shot.ts';
import { commonOptions, commonSchema } from './options.ts';
import { print, table } from './print.ts';

const schema = commonSchema.extend({ timeout: duration, confirmPrune: z.string().optional() });

/** Deploys once, and waits for the rollout. Exit code 0: all Clean; 1: anything else. */
export const deploy: ServiceCommand<DeployerConfig> = {
  name: 'deploy',
  description:
    'makes the environments match the repository once and waits for the rollout; exits with 0 where all of them are Clean, 1 otherwise',
  options: [
    ...commonOptions,
    new Option('--timeout <duration>', 'how long to wait for the rollout').default('10m'),
    new Option('--confirm-prune <digest>', 'deletes exactly what a held prune names by this digest'),
  ],
  run: async (context, given) => {
    const { environment, output, timeout, confirmPrune } = schema.parse(given);
    const checkout = await checkOut(context);
    const { selected, problems } = selectDeployers(checkout.head, environment);
    const names = selected.map((deployer) => deployer.environment);
    const statuses = await rollOut(names, checkout, context, { timeout, confirmPrune });
    print(output, { environments: Object.fromEntries(statuses), problems }, () => {
      return [...problems.map(formatProblem), textOf(statuses)].join('\n');
    });
    const isClean = names.every((name) => statuses.get(name)?.status === 'Clean');
    return isClean && problems.length === 0 ? 0 : 1;
  },
};

type Waiting = { timeout: number; confirmPrune: string | undefined };

/** Lets the loops of the service run until every environment has come to an end, or the time is up. */
async function rollOut(
  names: readonly string[],
  { repo, head, jsonnet }: Checkout,
  { config, log, onStop }: ServiceContext<DeployerConfig>,
  { timeout, confirmPrune }: Waiting,
): Promise<Map<string, EnvironmentStatus>> {
  const statuses = new Map<string, EnvironmentStatus>();
  const settled = new AbortController();
  const { kubeconfig, poll_interval: interval } = config;
  const metrics = createMetrics();
  const environments = new Environments({
    ...{
      repo,
      log,
      backends: createBackends(),
      jsonnet,
      only: new Set(names),
      board: new StatusBoard(() => undefined),
    },
    context: { now: () => systemClock.now(), ...(kubeconfig !== undefined && { kubeconfig }) },
    ...(confirmPrune !== undefined && { confirmPrune }),
    onStatus: (name, status) => {
      if (statuses.get(name)?.status !== status.status) process.stderr.write(`${name}: ${status.status}\n`);
      statuses.set(name, status);
      if (names.every((each) => isSettled(statuses.get(each)))) settled.abort();
    },
    startLoop: (name, turn) => startLoop({ name: `environment ${name}`, turn, interval, log, metrics }),
  });
  onStop('environments', () => environments.stop());
  const cancel = systemClock.after(timeout, () => settled.abort());
  const problems = await environments.follow(head);
  for (const problem of problems) process.stderr.write(`${formatProblem(problem)}\n`);
  if (names.length > 0 && problems.length === 0 && !settled.signal.aborted)
    await once(settled.signal, 'abort');
  cancel();
  return new Map(names.flatMap((name) => entryOf(name, statuses.get(name))));
}

const entryOf = (name: string, status: EnvironmentStatus | undefined) =>
  status === undefined ? [] : [[name, status] as const];

/** Whether waiting would bring nothing: all well, failed, or held back by something that only a person ends. */
function isSettled(status: EnvironmentStatus | undefined): boolean {
  if (status === undefined) return false;
  const resources = Object.values(status.resources);
  const isHeld = status.message !== undefined && status.unreachableSince === undefined;
  if (status.status === 'Clean' || isHeld) return true;
  if (resources.some((resource) => resource.status === 'InProgress')) return false;
  // What drifted is left as it is where the environment says so.
  const isDrifted = resources.every(({ status: of, reason }) => of === 'Clean' || reason === 'Drifted');
  return status.status === 'Failed' || (isDrifted && status.prune === undefined);
}

function textOf(statuses: ReadonlyMap<string, EnvironmentStatus>): string {
  const rows = [...statuses].flatMap(([name, { status, message, resources, prune, problems }]) => [
    [name, '', status, message ?? ''],
    ...Object.entries(resources).map(([resource, of]) => ['', resource, of.status, of.message ?? '']),
    ...(prune?.message === undefined ? [] : [['', '', 'prune', prune.message]]),
    ...problems.map((problem) => ['', '', 'problem', formatProblem(problem)]),
  ]);
  return table(['ENVIRONMENT', 'RESOURCE', 'STATUS', 'MESSAGE'], rows);
}
