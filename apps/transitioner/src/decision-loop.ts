import type { Facts, Question } from '@tribble/promotion';
import { type Loop, type Metrics, startLoop } from '@tribble/service-kit';
import { atMost } from './at-most.ts';
import { Reading } from './reading.ts';
import { TurnTaker, type TurnTakerOptions } from './turn-taker.ts';
import { Turns } from './turns.ts';

export type DecisionLoopOptions = Omit<TurnTakerOptions, 'again'> & {
  metrics: Metrics;
  /** Milliseconds between turns while nothing wakes it. */
  interval: number;
};

export type DecisionLoop = Pick<Loop, 'trigger' | 'stop'> & {
  /** Asks for a turn because a gate was answered: on the head that is known, since that says nothing of git. */
  answered: () => void;
  /** What the newest turn went by, as of now; undefined before the first one. */
  facts: () => Facts | undefined;
  /** Why nothing can be performed; undefined while all is well. */
  failure: () => TurnTaker['failure'];
  /** What the newest decision asks for a transition. */
  questionsOf: (transition: string) => readonly Question[];
  /** Waits for the end of a turn that begins now. */
  turn: () => Promise<void>;
  /** The same, unless one has just ended; not for long, since what is known has to do where git is slow. */
  recent: () => Promise<void>;
};

/** Somebody who has committed and asks at once wants to see it. */
const stillRecent = 500;
const longestWait = 2_000;

/** Takes a turn whenever something may have changed: by a trigger, by the time, and by the interval. */
export function startDecisionLoop(options: DecisionLoopOptions): DecisionLoop {
  const { log, clock, metrics, interval } = options;
  const turns = new Turns();
  const reading = new Reading(clock, interval);
  const trigger = () => {
    reading.isWanted = true;
    loop.trigger();
  };
  const taker = new TurnTaker({ ...options, again: trigger });
  const next = async () => {
    const done = turns.next();
    trigger();
    await done;
  };
  const turn = () => turns.run(() => taker.turn({ reads: reading.take() }));
  const loop = startLoop({ name: 'transitions', turn, interval, log, metrics, clock });
  return {
    trigger,
    answered: () => {
      reading.isAnswered = true;
      loop.trigger();
    },
    stop: async () => {
      taker.close();
      await loop.stop();
      taker.close();
    },
    facts: () => taker.facts && { ...taker.facts, now: clock.now() },
    failure: () => taker.failure,
    questionsOf: (transition) => taker.decision?.judged.get(transition)?.questions ?? [],
    turn: next,
    recent: async () => {
      if (clock.now().getTime() - taker.endedAt > stillRecent) await atMost(clock, longestWait, next());
    },
  };
}
