import type { TransitionerOperations } from '@tribble/api';
import { transitionerSpec } from '@tribble/api/specs';
import { openResourceRepo, readinessOf, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createApp,
  createEventStream,
  createMetrics,
  type EventStream,
  type Outcome,
  serveApi,
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

  const app = createApp<TransitionerOperations>({
    name: 'transitioner',
    spec: transitionerSpec,
    log,
    metrics,
    ready: () => readinessOf(repo),
    handlers: { getStatus: () => ({ status: 200, body: board.status }), getEvents: events.handle },
  });
  await serveApi(context, app, events);
}
