import type { TransitionerOperations } from '@tribble/api';
import { transitionerSpec } from '@tribble/api/specs';
import { allGates, gatesOf } from '@tribble/promotion';
import { openResourceRepo, readinessOf, serviceRepoOptions } from '@tribble/resource-repo';
import {
  createApp,
  createEventStream,
  createMetrics,
  type EventStream,
  serveApi,
  type ServiceContext,
  systemClock as clock,
} from '@tribble/service-kit';
import { createAskers } from './askers/index.ts';
import type { TransitionerConfig } from './config.ts';
import { type DecisionLoop, startDecisionLoop } from './decision-loop.ts';
import { watchDeployers } from './deployers.ts';
import { evaluation } from './evaluation.ts';
import { operations } from './operations.ts';
import { OutcomeBook } from './outcome-book.ts';
import { TransitionBoard } from './transition-board.ts';
import { TransitionMetrics } from './transition-metrics.ts';

/** Builds the transitioner from its parts, in order; what is started last is stopped first. */
export async function startTransitioner(context: ServiceContext<TransitionerConfig>): Promise<void> {
  const { config, log, onStop } = context;
  const now = () => clock.now();
  const gates = gatesOf(allGates);
  const metrics = createMetrics();
  const ofTransitions = new TransitionMetrics(metrics);
  const { board, events } = statusStream(ofTransitions);
  const repo = await openResourceRepo(serviceRepoOptions('transitioner', config, now));
  onStop('resource repository', () => repo.close());

  const deployers = watchDeployers(config.deployer_url, { log, changed: () => loop.trigger() });
  onStop('deployers', () => deployers.close());
  const environment = process.env;
  const changed = () => loop.answered();
  const askers = createAskers({ config, log, clock, metrics, deployers, changed, environment });
  onStop('askers', () => askers.close());

  const { statusOf } = deployers;
  const outcomes = new OutcomeBook(repo);
  const interval = config.poll_interval;
  const parts = { repo, outcomes, board, askers, gates, log, now, statusOf };
  const loop: DecisionLoop = startDecisionLoop({ ...parts, ofTransitions, metrics, clock, interval });
  onStop('transitions', () => loop.stop());

  const { facts, recent, failure } = loop;
  const { evaluate, close } = evaluation({ loop, askers, clock });
  const app = createApp<TransitionerOperations>({
    name: 'transitioner',
    spec: transitionerSpec,
    log,
    metrics,
    ready: () => (loop.facts() ? readinessOf(repo) : { ready: false, reason: 'no decision was made yet' }),
    handlers: {
      getStatus: () => ({ status: 200, body: board.status }),
      getEvents: events.handle,
      ...operations({ gates, repo, facts, recent, failure, evaluate }),
    },
  });
  await serveApi(context, app, events);
  onStop('evaluations', close);
}

/** The status of all transitions, streamed and measured. */
function statusStream(ofTransitions: TransitionMetrics): { board: TransitionBoard; events: EventStream } {
  const events: EventStream = createEventStream({
    snapshot: () => ({ type: 'status', data: board.status }),
    // Every event is the whole status, so nobody needs an older one.
    keep: { events: 0, bytes: 0 },
  });
  const board = new TransitionBoard((status) => {
    ofTransitions.observe(status);
    events.send({ type: 'status', data: status });
  });
  return { board, events };
}
