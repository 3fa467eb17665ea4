import { decide, type Move, type Step } from '../decide.ts';
import { editOf } from '../edit.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import { earliest } from '../times.ts';
import { type AssumedGates, assumedGates } from './assumed-gates.ts';
import { World } from './world.ts';

/** How far to look ahead. */
export type Horizon = {
  hours: number;
  /** How many decisions at most. */
  maxSteps?: number;
};

/** A move that would be made. */
export type ForeseenMove = {
  at: Date;
  move: Move;
  /** When its rollout is over; undefined where nobody would report that. */
  cleanAt: Date | undefined;
  /** What is taken for granted. */
  assumes: readonly string[];
};

const defaultMaxSteps = 10_000;

/**
 * Decides again and again on a stepped clock: a step is taken as done at once, and when nothing moves any more the clock goes to the
 * next time at which something may. Rollbacks are not made: that a rollout fails is never foreseen.
 */
export class Simulation {
  readonly #world: World;
  readonly #gates: AssumedGates;
  readonly #end: Date;
  #stepsLeft: number;
  #rollback: string | undefined;

  constructor(facts: Facts, gates: Gates, { hours, maxSteps = defaultMaxSteps }: Horizon) {
    this.#world = new World(facts);
    this.#gates = assumedGates(gates);
    this.#end = new Date(facts.now.getTime() + Math.round(hours * 3_600_000));
    this.#stepsLeft = maxSteps;
  }

  /** The facts as they have become. */
  get facts(): Facts {
    return this.#world.facts();
  }

  get gates(): Gates {
    return this.#gates.gates;
  }

  get end(): Date {
    return this.#end;
  }

  /** False where there were more steps than are worked out. */
  get isComplete(): boolean {
    return this.#stepsLeft > 0;
  }

  /** The next move; undefined where there is none any more. */
  next(): ForeseenMove | undefined {
    while (this.#stepsLeft > 0) {
      this.#stepsLeft -= 1;
      const { step, until } = this.#decide();
      if (step) {
        const move = this.#perform(step);
        if (move) return move;
      } else if (!this.#goOn(until)) return undefined;
    }
    return undefined;
  }

  #decide(): { step: Step | undefined; until: string | undefined } {
    const { step, until } = decide(this.facts, this.gates);
    if (step?.kind !== 'rollback') return { step, until };
    const { changes, transition } = step;
    this.#rollback = `${transition.target} rolls ${changes.map(({ resource }) => resource).join(', ')} back, and nothing else comes of it`;
    const all = decide(this.facts, this.gates, { judgeAll: true });
    return { step: firstMove(all), until: all.until };
  }

  #perform(step: Step): ForeseenMove | undefined {
    const { files, message } = editOf(step, { textOf: () => undefined });
    const at = this.#world.now;
    const assumes = step.kind === 'move' ? this.#assumptionsOf(step) : [];
    const ends = this.#world.commit({ files, ...(message.trailers && { trailers: message.trailers }) });
    if (step.kind !== 'move') return undefined;
    return { at, move: step, cleanAt: ends.get(step.transition.target), assumes };
  }

  #assumptionsOf({ candidate, transition, verdicts }: Move): string[] {
    const moved = new Set(candidate.changes.map(({ resource }) => resource));
    const own = verdicts.filter(({ resource }) => resource === undefined || moved.has(resource));
    const rollouts =
      verdicts.length === 0 ? [] : transition.sources.map((each) => this.#world.assumptionOf(each));
    return [
      ...[this.#rollback, ...rollouts].flatMap((text) => text ?? []),
      ...this.#gates.assumptionsOf(own),
    ];
  }

  /** To the next time at which something may change. Gives whether there is one. */
  #goOn(until: string | undefined): boolean {
    const now = this.#world.now.getTime();
    const next = earliest([
      until !== undefined && Date.parse(until) > now ? until : undefined,
      this.#world.nextEnd()?.toISOString(),
    ]);
    if (next === undefined || new Date(next) > this.#end) return false;
    this.#world.goTo(new Date(next));
    return true;
  }
}

/** What would move if there were no rollback to make first. */
function firstMove({ order, transitions, judged }: ReturnType<typeof decide>): Move | undefined {
  for (const name of order) {
    const [transition, found] = [transitions.get(name)?.transition, judged.get(name)];
    if (transition === undefined || found?.candidate === undefined || found.result !== 'pass') continue;
    return { kind: 'move', name, transition, candidate: found.candidate, verdicts: found.verdicts };
  }
  return undefined;
}
