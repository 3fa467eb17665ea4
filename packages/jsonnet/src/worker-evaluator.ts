import { Worker } from 'node:worker_threads';

/** What came of one text: the evaluator's output, or the bound that it broke. */
export type Answer = { output: string } | { broke: BrokenBound };
export type BrokenBound = 'time' | 'memory' | 'depth' | 'size';

export type Bounds = { timeoutMs: number; memoryMb: number };

type Reply =
  | { ready: true }
  | ({ memoryBytes: number } & ({ output: string } | { tooLong: number } | { crashed: 'stack' | 'trap' }))
  | { ended: true };

const pageBytes = 65_536;

/** Far more than any set of manifests; etcd takes 1.5 MiB for one object. */
const maxOutput = 16 * 1024 * 1024;

/** The evaluator in a worker thread: one text at a time; whatever breaks a bound costs the thread and nothing else. */
export class WorkerEvaluator {
  readonly #file: string;
  readonly #bounds: Bounds;
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string, bounds: Bounds) {
    this.#file = file;
    this.#bounds = bounds;
  }

  evaluate(text: string): Promise<Answer> {
    const answer = this.#queue.then(() => this.#evaluate(text));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.#discard();
  }

  async #evaluate(text: string): Promise<Answer> {
    const worker = this.#worker ?? (await this.#start());
    if (worker === undefined) return { broke: 'time' };
    worker.postMessage(text);
    const reply = await this.#reply(worker);
    const limit = this.#bounds.memoryMb * 1024 * 1024;
    // What an evaluation leaves behind must not be missing to those that come after it.
    if (reply === undefined || !('output' in reply) || reply.memoryBytes > limit / 4) await this.#discard();
    if (reply === undefined) return { broke: 'time' };
    if ('ended' in reply || 'ready' in reply) return { broke: 'memory' };
    if ('output' in reply) return { output: reply.output };
    if ('tooLong' in reply) return { broke: 'size' };
    return { broke: reply.crashed === 'stack' ? 'depth' : 'memory' };
  }

  async #start(): Promise<Worker | undefined> {
    const { memoryMb } = this.#bounds;
    const worker = new Worker(new URL('./jsonnet-worker.mjs', import.meta.url), {
      workerData: { evaluator: this.#file, maxPages: (memoryMb * 1024 * 1024) / pageBytes, maxOutput },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // The evaluator writes its own complaints there; what matters comes as an answer.
      stdout: true,
      stderr: true,
      execArgv: [],
      env: {},
    });
    // An idle evaluator keeps no process alive.
    worker.unref();
    this.#worker = worker;
    const reply = await this.#reply(worker);
    if (reply !== undefined && 'ready' in reply) return worker;
    await this.#discard();
    return undefined;
  }

  /** The next message; undefined where none comes in time. */
  #reply(worker: Worker): Promise<Reply | undefined> {
    return new Promise((resolve) => {
      const finish = (reply: Reply | undefined) => {
        clearTimeout(timer);
        worker.off('message', finish).off('error', end).off('exit', end);
        resolve(reply);
      };
      const end = () => finish({ ended: true });
      const timer = setTimeout(() => finish(undefined), this.#bounds.timeoutMs);
      worker.on('message', finish).on('error', end).on('exit', end);
    });
  }

  async #discard(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    // An error that comes while it ends has nobody to tell.
    worker?.on('error', () => undefined);
    await worker?.terminate();
  }
}
