import type { DeployerOperations, Problem } from '@tribble/api';
import { deployerSpec } from '@tribble/api/specs';
import { createJsonnet } from '@tribble/jsonnet';
import { openResourceRepo, type ResourceRepo, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createApp,
  createEventStream,
  createMetrics,
  type EventStream,
  type Logger,
  type Metrics,
  serveApi,
  type ServiceContext,
  startLoop,
  systemClock,
} from '@tribble/service-kit';
import type { DeployerConfig } from './config.ts';
import { createBackends } from './backends/index.ts';
import { EnvironmentMetrics } from './environment-metrics.ts';
import { Environments } from './environments.ts';
import { followRepository } from './follow-repository.ts';
import { getDiff } from './get-diff.ts';
import { runJob } from './run-job.ts';
import { OutcomeRecorder } from './outcomes.ts';
import { StatusBoard } from './status-board.ts';

/** Builds the deployer from its parts, in order; what is started last is stopped first. */
export async function startDeployer(context: ServiceContext<DeployerConfig>): Promise<void> {
  const { config, log, onStop } = context;
  const now = () => systemClock.now();
  const metrics = createMetrics();
  const ofEnvironments = new EnvironmentMetrics(metrics);
  const events: EventStream = createEventStream({
    snapshot: () => ({ type: 'status', data: board.status }),
    // Every event is the whole status, so nobody needs an older one.
    keep: { events: 0, bytes: 0 },
  });
  const board = new StatusBoard((status) => events.send({ type: 'status', data: status }));
  const repo = await openResourceRepo(serviceRepoOptions('deployer', config, now));
  onStop('resource repository', () => repo.close());

  const jsonnet = createJsonnet();
  onStop('jsonnet', () => jsonnet.close());
  const outcomes = outcomesOf(context, repo, board);
  const { kubeconfig, poll_interval: interval } = config;
  const backendContext = { now, ...(kubeconfig !== undefined && { kubeconfig }) };
  const environments = new Environments({
    ...{ repo, board, log, backends: createBackends(), jsonnet },
    onStatus: (name, status, turn) => {
      ofEnvironments.observe(name, status, turn.changes);
      outcomes?.record(name, status, turn);
    },
    onRemoved: (name) => ofEnvironments.remove(name),
    context: backendContext,
    startLoop: (name, turn, own = interval) =>
      startLoop({ name: `environment ${name}`, turn, interval: own, log, metrics }),
  });
  onStop('environments', () => environments.stop());
  const turn = () => followRepository({ repo, environments, board });
  const loop = startLoop({ name: 'repository', turn, interval, log, metrics });
  onStop('repository', () => loop.stop());

  const app = appOf({ log, metrics, repo, board, environments, events });
  await serveApi(context, app, events);
}

/** Records what rollouts come to, unless the configuration says otherwise. */
function outcomesOf(
  { config, log, onStop }: ServiceContext<DeployerConfig>,
  repo: ResourceRepo,
  board: StatusBoard,
): OutcomeRecorder | undefined {
  if (!config.record_outcomes) return undefined;
  const report = (environment: string, problem: Problem | undefined) => {
    board.setNote(`outcomes ${environment}`, problem);
  };
  const recorder = new OutcomeRecorder({ repo, log, clock: systemClock, report });
  onStop('outcomes', () => recorder.stop());
  return recorder;
}

type AppParts = {
  log: Logger;
  metrics: Metrics;
  repo: ResourceRepo;
  board: StatusBoard;
  environments: Environments;
  events: EventStream;
};

function appOf({ log, metrics, repo, board, environments, events }: AppParts) {
  return createApp<DeployerOperations>({
    name: 'deployer',
    spec: deployerSpec,
    log,
    metrics,
    ready: () =>
      repo.head
        ? { ready: true }
        : { ready: false, reason: 'no head of the resource repository was read yet' },
    handlers: {
      getStatus: () => ({ status: 200, body: board.status }),
      getEvents: events.handle,
      getDiff: async ({ params: { environment }, query }) => ({
        status: 200,
        body: await getDiff(environments, environment, query),
      }),
      runJob: async ({ params: { environment }, body }) => ({
        status: 200,
        body: await runJob({ repo, environments }, environment, body),
      }),
    },
  });
}
