import type { EnvironmentStatus, Problem } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import { backoffDelay, type Cancel, type Clock, type Logger, redact } from '@tribble/service-kit';
import { outcomeOf } from './core/outcome-decision.ts';
import { see, type Seen, type TurnFacts } from './core/outcome.ts';

export type OutcomeRecorderOptions = {
  repo: Pick<ResourceRepo, 'appendOutcome'>;
  log: Logger;
  clock: Clock;
  random?: () => number;
  /** Tells what keeps an environment's outcomes from being recorded, and undefined once nothing does any more. */
  report?: (environment: string, problem: Problem | undefined) => void;
};

/** Between two entries of an environment, so that what flaps does not fill the repository. Nothing is lost by it. */
const pause = 10_000;
const retry = { base: 5_000, cap: 300_000 };

type Recording = {
  seen: Seen | undefined;
  /** Whether something was seen that was not yet compared with the record. */
  isNew: boolean;
  running: Promise<void> | undefined;
  failures: number;
  fault: string | undefined;
  wake: Cancel | undefined;
};

/**
 * Records outcomes on `refs/tribble/outcomes/ENV`, beside the turns: nothing here makes a rollout wait or fail. At most one
 * push at a time for each environment, always of the newest that was seen.
 */
export class OutcomeRecorder {
  readonly #options: OutcomeRecorderOptions;
  readonly #recordings = new Map<string, Recording>();
  #isStopping = false;

  constructor(options: OutcomeRecorderOptions) {
    this.#options = options;
  }

  /** Takes note of what a turn found; cheap where nothing changed. */
  record(name: string, status: EnvironmentStatus, turn: Omit<TurnFacts, 'now'> = {}): void {
    if (this.#isStopping) return;
    const recording = this.#recordings.get(name) ?? beginning();
    this.#recordings.set(name, recording);
    recording.seen = see(recording.seen, status, { ...turn, now: this.#options.clock.now() });
    recording.isNew = true;
    recording.running ??= this.#run(name, recording);
  }

  /** Records what still waits, without trying again, and ends. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const running = [...this.#recordings.values()].map(async (recording) => {
      recording.wake?.();
      await recording.running;
    });
    await Promise.all(running);
  }

  async #run(name: string, recording: Recording): Promise<void> {
    // The turn goes on first.
    await Promise.resolve();
    while (recording.isNew) {
      recording.isNew = false;
      const delay = await this.#write(name, recording);
      if (delay > 0 && !this.#isStopping) await this.#wait(recording, delay);
    }
    recording.running = undefined;
  }

  /** One try; gives how long to wait before the next one. */
  async #write(name: string, recording: Recording): Promise<number> {
    const { repo, random = Math.random } = this.#options;
    try {
      const written = await repo.appendOutcome(name, (history) => {
        return recording.seen && outcomeOf(name, recording.seen, history, redact);
      });
      recording.failures = 0;
      this.#tell(name, recording, undefined);
      return written === undefined ? 0 : pause;
    } catch (error) {
      recording.failures += 1;
      this.#tell(name, recording, faultOf(error));
      if (this.#isStopping) return 0;
      recording.isNew = true;
      return backoffDelay(recording.failures, { ...retry, random });
    }
  }

  /** Once for each fault, and once when it is over. */
  #tell(environment: string, recording: Recording, fault: string | undefined): void {
    if (fault === recording.fault) return;
    recording.fault = fault;
    const { log, report } = this.#options;
    if (fault === undefined) log.info({ environment }, 'outcomes are recorded again');
    else log.warn({ environment, message: fault }, 'outcomes cannot be recorded');
    const path = `refs/tribble/outcomes/${environment}`;
    report?.(environment, fault === undefined ? undefined : { path, message: fault });
  }

  async #wait(recording: Recording, delay: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(delay, resolve);
      recording.wake = () => {
        cancel();
        resolve();
      };
    });
    recording.wake = undefined;
  }
}

/** The same fault in the same words each time: every try has a commit of its own, which nobody can look up. */
function faultOf(error: unknown): string {
  const message = redact(error instanceof Error ? error.message : String(error));
  return message.replace(/\b[0-9a-f]{40,64}\b/g, '…').replace(/\s+/g, ' ');
}

function beginning(): Recording {
  return {
    seen: undefined,
    isNew: false,
    running: undefined,
    failures: 0,
    fault: undefined,
    wake: undefined,
  };
}
