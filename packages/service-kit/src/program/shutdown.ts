import type { Clock } from '../clock.ts';
import type { Logger } from '../log/logger.ts';

/** Takes what is to be stopped. The last one registered stops first, as it may need those before it. */
export type OnStop = (name: string, stop: () => Promise<void> | void) => void;

type Part = { name: string; stop: () => Promise<void> | void };

/** How a stop ended: `clean`, with an error in some part, or with a part that did not come to an end in time. */
export type StopResult = 'clean' | 'error' | 'hung';

/** The running parts of a service, and how they end. */
export class Shutdown {
  readonly #parts: Part[] = [];
  #current = 'start';

  readonly onStop: OnStop = (name, stop) => void this.#parts.push({ name, stop });

  /** Stops all parts, one after the other; gives up after the grace and names the part that hangs. */
  async run({ log, clock, grace }: { log: Logger; clock: Clock; grace: number }): Promise<StopResult> {
    const hung = new Promise<StopResult>((resolve) => {
      clock.after(grace, () => {
        log.error({ part: this.#current, milliseconds: grace }, 'stop hangs; giving up');
        resolve('hung');
      });
    });
    return Promise.race([this.#stopAll(log), hung]);
  }

  async #stopAll(log: Logger): Promise<StopResult> {
    let result: StopResult = 'clean';
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      this.#current = part.name;
      try {
        await part.stop();
      } catch (error) {
        log.error({ err: error, part: part.name }, 'stop failed');
        result = 'error';
      }
    }
    return result;
  }
}
