import type { TransitionerOperations } from '@tribble/api';
import { transitionerSpec } from '@tribble/api/specs';
import { allGates, type Facts, gatesOf } from '@tribble/promotion';
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
import { createAskers } from './askers/index.ts';
import type { TransitionerConfig } from './config.ts';
import { watchDeployers } from './deployers.ts';
import { rewriteTeller } from './rewrite-teller.ts';
import { operations } from './operations.ts';
import { OutcomeBook } from './outcome-book.ts';
import { reconcile } from './reconcile.ts';
import { TransitionBoard } from './transition-board.ts';
import { Turns } from './turns.ts';
import { Waker } from './waker.ts';

/** Builds the transitioner from its parts, in order; what is started last is stopped first. */
export async function startTransitioner(context: ServiceContext<TransitionerConfig>): Promise<void> {
  const { config, log, onStop } = context;
  const now = () => systemClock.now();
  const gates = gatesOf(allGates);
  const metrics = createMetrics();
  const events: EventStream = createEventStream({
    snapshot: () => ({ type: 'status', data: board.status }),
    // Every event is the whole status, so nobody needs an older one.
    keep: { events: 0, bytes: 0 },
  });
  const board = new TransitionBoard((status) => events.send({ type: 'status', data: status }));
  const repo = await openResourceRepo(serviceRepoOptions('transitioner', config, now));
  onStop('resource repository', () => repo.close());
  const outcomes = new OutcomeBook(repo);

  const changed = () => loop.trigger();
  const deployers = watchDeployers(config.deployer_url, { log, changed });
  onStop('deployers', () => deployers.close());
  const askers = createAskers({
    config,
    log,
    clock: systemClock,
    deployers,
    changed,
    environment: process.env,
  });
  onStop('askers', () => askers.close());
  const waker = new Waker(systemClock, changed);
  onStop('waker', () => waker.close());

  const { statusOf } = deployers;
  const turns = new Turns();
  const tellRewrite = rewriteTeller(log);
  let latest: Facts | undefined;
  const turn = async (): Promise<Outcome> => {
    const result = await reconcile({ repo, outcomes, board, askers, gates, log, now, statusOf });
    latest = result.facts ?? latest;
    waker.wakeAt(result.until);
    tellRewrite(repo.head?.rewritten);
    // One step a turn: the next transition is judged on the new head at once.
    if (result.outcome.kind === 'changed') loop.trigger();
    return result.outcome;
  };
  const loop = startLoop({
    name: 'transitions',
    turn: () => turns.run(turn),
    interval: config.poll_interval,
    log,
    metrics,
  });
  onStop('transitions', () => loop.stop());

  const evaluate = async () => {
    askers.refresh();
    const done = turns.next();
    loop.trigger();
    await done;
  };
  const facts = () => latest && { ...latest, now: now() };
  const app = createApp<TransitionerOperations>({
    name: 'transitioner',
    spec: transitionerSpec,
    log,
    metrics,
    ready: () => readinessOf(repo),
    handlers: {
      getStatus: () => ({ status: 200, body: board.status }),
      getEvents: events.handle,
      ...operations({ gates, repo, facts, evaluate }),
    },
  });
  await serveApi(context, app, events);
}
