import type { Clock } from '@tribble/service-kit';
import type { Askers } from './askers/index.ts';
import { atMost } from './at-most.ts';
import type { DecisionLoop } from './decision-loop.ts';

export type EvaluationParts = {
  loop: Pick<DecisionLoop, 'turn' | 'questionsOf'>;
  askers: Pick<Askers, 'answerTo' | 'refresh' | 'asked'>;
  clock: Clock;
};

/** Below the patience of those who pass the request on, who would tell people that there is no answer at all. */
const longest = 8_000;

/** A gate is asked once those before it pass, so there is a round for each; no transition has that many. */
const mostRounds = 20;

export type Evaluation = {
  /**
   * Asks what the gates of a transition want to know, on the newest head and anew, and takes a turn on the answers. What has not
   * answered in time still counts when it does.
   */
  evaluate: (transition: string) => Promise<void>;
  /** Nobody waits any more: a stop takes less time than some gates. */
  close: () => void;
};

/** Evaluates transitions at once, for those who do not want to wait for the next interval. */
export function evaluation({ loop, askers, clock }: EvaluationParts): Evaluation {
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve());
  });
  const work = async (transition: string, isOver: () => boolean) => {
    await loop.turn();
    await askers.refresh(loop.questionsOf(transition));
    for (let round = 0; round < mostRounds && !isOver(); round += 1) {
      await loop.turn();
      const open = loop.questionsOf(transition).filter((each) => askers.answerTo(each) === undefined);
      if (open.length === 0) return;
      await askers.asked(open);
    }
  };
  return {
    evaluate: async (transition) => {
      let isOver = false;
      const done = Promise.race([work(transition, () => isOver), stopped]);
      await atMost(clock, longest, done);
      isOver = true;
    },
    close: () => stopping.abort(),
  };
}
