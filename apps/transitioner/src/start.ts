import type { TransitionerOperations } from '@tribble/api';
import { transitionerSpec } from '@tribble/api/specs';
import { openResourceRepo, type ResourceRepo, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createApp,
  createEventStream,
  createMetrics,
  type EventStream,
  listen,
  type Metrics,
  type Outcome,
  type ServiceContext,
  startLoop,
  systemClock,
} from '@tribble/service-kit';
import type { TransitionerConfig } from './config.ts';
import { watchDeployers } from './deployers.ts';
import { reconcile } from './reconcile.ts';
import { TransitionBoard } from './transition-board.ts';

/** Builds the transitioner from its parts, in order; what is started last is stopped first. */
export async function startTransitioner(context: ServiceContext<TransitionerConfig>): Promise<void> {
  const { config, log, onStop } = context;
  const now = () => systemClock.now();
  const metrics = createMetrics();
  const events: EventStream = createEventStream({
    snapshot: () => ({ type: 'status', data: board.status }),
    // Every event is the whole status, so nobody needs an older one.
    keep: { events: 0, bytes: 0 },
  });
  const board = new TransitionBoard((status) => events.send({ type: 'status', data: status }));
  const repo = await openResourceRepo(serviceRepoOptions('transitioner', config, now));
  onStop('resource repository', () => repo.close());

  const deployers = watchDeployers(config.deployer_url, { log, changed: () => loop.trigger() });
  onStop('deployers', () => deployers.close());
  const turn = async (): Promise<Outcome> => {
    const outcome = await reconcile({ repo, board, log, now, statusOf: deployers.statusOf });
    // One move a turn: the next transition is judged on the new head at once.
    if (outcome.kind === 'changed') loop.trigger();
    return outcome;
  };
  const loop = startLoop({ name: 'transitions', turn, interval: config.poll_interval, log, metrics });
  onStop('transitions', () => loop.stop());

  await serveApi(context, { metrics, repo, board, events });
}

type Parts = { metrics: Metrics; repo: ResourceRepo; board: TransitionBoard; events: EventStream };

async function serveApi(
  { config, log, onStop }: ServiceContext<TransitionerConfig>,
  parts: Parts,
): Promise<void> {
  const { metrics, repo, board, events } = parts;
  const app = createApp<TransitionerOperations>({
    name: 'transitioner',
    spec: transitionerSpec,
    log,
    metrics,
    ready: () =>
      repo.head
        ? { ready: true }
        : { ready: false, reason: 'no head of the resource repository was read yet' },
    handlers: { getStatus: () => ({ status: 200, body: board.status }), getEvents: events.handle },
  });
  const server = await listen(app, { host: config.api_host, port: config.api_port, log });
  onStop('http server', () => server.close());
  onStop('event streams', () => events.close());
}
