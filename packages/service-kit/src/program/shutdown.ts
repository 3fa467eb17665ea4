import type { Clock } from '../clock.ts';
import type { Logger } from '../log/logger.ts';

type Part = { name: string; stop: () => Promise<void> | void };

/** Takes what is to be stopped. The last one registered stops first, as it may need those before it. */
export type OnStop = (name: string, stop: Part['stop']) => void;

/** How a stop ended: `clean`, with an error in some part, or with a part that did not come to an end in time. */
export type StopResult = 'clean' | 'error' | 'hung';

export type ShutdownOptions = {
  log: Logger;
  clock: Clock;
  /** How many milliseconds all parts together may take. */
  grace: number;
};

/** The running parts of a service, and how they end. */
export class Shutdown {
  readonly #options: ShutdownOptions;
  readonly #parts: Part[] = [];
  #current = '';

  constructor(options: ShutdownOptions) {
    this.#options = options;
  }

  readonly onStop: OnStop = (name, stop) => void this.#parts.push({ name, stop });

  /** Stops all parts, one after the other; gives up after the grace and names the part that hangs. */
  async run(): Promise<StopResult> {
    const { clock, grace } = this.#options;
    return new Promise((resolve) => {
      const cancel = clock.after(grace, () => resolve(this.#giveUp()));
      void this.#stopAll().then((result) => {
        cancel();
        resolve(result);
      });
    });
  }

  #giveUp(): StopResult {
    const { log, grace } = this.#options;
    log.error({ part: this.#current, milliseconds: grace }, 'stop hangs; giving up');
    return 'hung';
  }

  async #stopAll(): Promise<StopResult> {
    let result: StopResult = 'clean';
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      this.#current = part.name;
      try {
        await part.stop();
      } catch (error) {
        this.#options.log.error({ err: error, part: part.name }, 'stop failed');
        result = 'error';
      }
    }
    return result;
  }
}
