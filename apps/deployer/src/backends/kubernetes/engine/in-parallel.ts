import PQueue from 'p-queue';
import { ApiError } from '../api/api-error.ts';

/** Enough to keep the client's own limit of requests in flight busy. */
const atOnce = 64;

/** So many objects may fail by themselves. More of them at once are a server in trouble. */
const mostRefusals = 20;

/** Does some work for each item, a bounded number at a time. When one throws, no more is begun, and what was begun is waited for. */
export async function inParallel<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const queue = new PQueue({ concurrency: atOnce });
  try {
    return await queue.addAll([...items].map((item) => () => work(item)));
  } catch (error) {
    queue.clear();
    await queue.onIdle();
    throw error;
  }
}

/** Counts refusals that may pass, and calls a halt when there are too many: to go on would only add to the trouble. */
export class Patience {
  #refusals = 0;

  /** Throws the error where it is one too many, or no answer at all. */
  check(error: unknown): asserts error is ApiError {
    if (!(error instanceof ApiError)) throw error;
    if (!error.transient) return;
    this.#refusals += 1;
    if (this.#refusals > mostRefusals) throw error;
  }
}
