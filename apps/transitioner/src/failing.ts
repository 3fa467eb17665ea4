import type { Problem } from '@tribble/api';
import type { TransitionBoard } from './transition-board.ts';
import type { TurnFailure } from './turn-failure.ts';

export type FailingOptions = {
  board: Pick<TransitionBoard, 'tellFailure'>;
  branch: () => string;
  now: () => Date;
};

/** Knows since when transitions cannot be performed, and tells the board. */
export class Failing {
  readonly #options: FailingOptions;
  #since: string | undefined;
  #problem: Problem | undefined;

  constructor(options: FailingOptions) {
    this.#options = options;
  }

  /** What people are told; undefined while all is well. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Takes over how a turn ended. */
  observe(failure: Pick<TurnFailure, 'message' | 'hint'> | undefined): void {
    const { board, branch, now } = this.#options;
    this.#since = failure && (this.#since ?? now().toISOString());
    this.#problem = failure && {
      path: branch(),
      message: `transitions cannot be performed since ${this.#since}: ${failure.message}`,
      hint: failure.hint,
    };
    board.tellFailure(this.#problem);
  }
}
