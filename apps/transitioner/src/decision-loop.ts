import type { Facts } from '@tribble/promotion';
import type { ResourceRepo } from '@tribble/resource-repo';
import { type Clock, type Loop, type Metrics, type Outcome, startLoop } from '@tribble/service-kit';
import { reconcile, type TransitionerContext } from './reconcile.ts';
import { rewriteTeller } from './rewrite-teller.ts';
import type { TransitionMetrics } from './transition-metrics.ts';
import { Turns } from './turns.ts';
import { Waker } from './waker.ts';

export type DecisionLoopOptions = TransitionerContext & {
  repo: Pick<ResourceRepo, 'head'>;
  ofTransitions: TransitionMetrics;
  metrics: Metrics;
  clock: Clock;
  /** Milliseconds between turns while nothing wakes it. */
  interval: number;
};

export type DecisionLoop = Pick<Loop, 'trigger' | 'stop'> & {
  /** What the newest turn went by, as of now; undefined before the first one. */
  facts: () => Facts | undefined;
  /** Waits for the end of a turn that begins now. */
  turn: () => Promise<void>;
};

/** Takes a turn whenever something may have changed: by a trigger, by the time, and by the interval. */
export function startDecisionLoop(options: DecisionLoopOptions): DecisionLoop {
  const { repo, log, clock, metrics, interval, ofTransitions } = options;
  const turns = new Turns();
  const waker = new Waker(clock, () => loop.trigger());
  const tellRewrite = rewriteTeller(log);
  let latest: Facts | undefined;
  const turn = async (): Promise<Outcome> => {
    const { outcome, facts, until, done } = await reconcile(options);
    if (done) ofTransitions.count(done);
    latest = facts ?? latest;
    waker.wakeAt(until);
    tellRewrite(repo.head?.rewritten);
    // One step a turn: the next transition is judged on the new head at once.
    if (outcome.kind === 'changed') loop.trigger();
    return outcome;
  };
  const loop = startLoop({ name: 'transitions', turn: () => turns.run(turn), interval, log, metrics, clock });
  return {
    trigger: () => loop.trigger(),
    stop: async () => {
      waker.close();
      await loop.stop();
      waker.close();
    },
    facts: () => latest && { ...latest, now: clock.now() },
    turn: async () => {
      const done = turns.next();
      loop.trigger();
      await done;
    },
  };
}
