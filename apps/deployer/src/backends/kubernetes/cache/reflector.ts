import { valueAt } from '@tribble/resource-repo/format';
import type { Clock, Logger, Random } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { ApiError } from '../api/api-error.ts';
import { errorOf } from '../api/refusal.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import { keptOf } from './cached-object.ts';
import { faultOf } from './fault.ts';
import type { Health } from './health.ts';
import type { ListWatch, Selection, WatchEvent } from './list-watch.ts';
import { afterOutage, type Attempt, type Continuation, nextStep } from './next-step.ts';
import type { Change, ObjectStore } from './store.ts';
import { onAbort, pause, recovery } from './waiting.ts';

/** What the reflectors of one cluster share. */
export type ReflectorContext = {
  client: ListWatch;
  health: Health;
  clock: Clock;
  random: Random;
  log?: Logger | undefined;
};

type ReflectorOptions = {
  type: ResourceType;
  path: string;
  selection: Selection;
  store: ObjectStore;
  changed: (change: Change) => void;
  /** Called when the objects are known, and when it has stopped by itself; awaited where nobody was told of a failure yet. */
  settled: (isAwaited: boolean) => void;
};

/** Why a reflector stopped by itself. */
export type Stopped = { reason: 'forbidden' | 'not-served'; error: BackendError; at: Date };

type Waiter = { resolve: () => void; reject: (error: BackendError) => void };

/** The server ends a watch after a time between these, in seconds; apart, so that not all begin anew at once. */
const shortestWatch = 300;
const longestWatch = 600;
/** A watch that has not ended so many seconds later hangs. */
const grace = 30;

/** Keeps a store as the cluster is: a list, then the watch from there on, and a list again only where the watch lost its place. */
export class Reflector {
  readonly #context: ReflectorContext;
  readonly #options: ReflectorOptions;
  readonly #stopping = new AbortController();
  #waiters: Waiter[] = [];
  #isListed = false;
  /** The cluster was out of reach and is not listed since: it may be another by now. */
  #isStale = false;
  #failure: BackendError | undefined;
  #stopped: Stopped | undefined;
  #resourceVersion = '';

  constructor(context: ReflectorContext, options: ReflectorOptions) {
    this.#context = context;
    this.#options = options;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopping.abort();
    this.#settle(new BackendError(`${this.#options.path} is watched no more`, true));
  }

  /** Why it stopped by itself, where it did. */
  stopped(): Stopped | undefined {
    return this.#stopped;
  }

  /** Why the objects are not known, where they could not be listed and it is tried again. */
  failure(): BackendError | undefined {
    return this.#isListed || this.#stopped !== undefined ? undefined : this.#failure;
  }

  /** Resolves when the objects are known. Rejects, without waiting for another try, where they could not be listed. */
  ready(): Promise<void> {
    const isKnown = this.#isListed && !this.#isStale;
    const failure = this.#stopped?.error ?? (isKnown ? undefined : this.#failure);
    if (failure !== undefined) return Promise.reject(failure);
    if (isKnown) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let step: Continuation = { next: 'list', after: 0, failures: 0, isDoubtful: false };
    while (!signal.aborted) {
      const attempt = await this.#attempt(step.next);
      if (signal.aborted) return;
      this.#report(attempt, step.failures);
      const next = nextStep(attempt, step.failures, this.#context.random);
      if (next.next === 'stop') return this.#stopByItself(next.reason);
      if (this.#failure !== undefined && !(this.#isListed && !this.#isStale)) this.#settle(this.#failure);
      step = await this.#wait(next);
    }
  }

  async #attempt(request: 'list' | 'watch'): Promise<Attempt> {
    const { clock } = this.#context;
    const started = clock.now().getTime();
    const before = this.#resourceVersion;
    const outcome = await (request === 'list' ? this.#list() : this.#watch()).catch((error: unknown) =>
      this.#failed(error),
    );
    const lasted = clock.now().getTime() - started;
    return { request, lasted, hasProgressed: this.#resourceVersion !== before, ...outcome };
  }

  async #list(): Promise<Pick<Attempt, 'ending'>> {
    const { path, selection, store, type } = this.#options;
    const replaceAll = store.startList();
    const { items, resourceVersion } = await this.#context.client.list(path, selection);
    if (this.#stopping.signal.aborted) return { ending: 'done' };
    this.#resourceVersion = resourceVersion;
    const kept = items.map((item) => keptOf(type, item, selection.metadataOnly));
    replaceAll(kept, resourceVersion).forEach(this.#options.changed);
    this.#context.health.answered();
    const isFirst = !this.#isListed;
    const isAwaited = this.#failure === undefined;
    this.#isListed = true;
    this.#isStale = false;
    this.#failure = undefined;
    this.#settle();
    if (isFirst) this.#options.settled(isAwaited);
    return { ending: 'done' };
  }

  async #watch(): Promise<Pick<Attempt, 'ending'>> {
    const { client, clock, random, health } = this.#context;
    const { path, selection } = this.#options;
    const timeoutSeconds = shortestWatch + Math.floor(random() * (longestWatch - shortestWatch + 1));
    const watch = new AbortController();
    let ending: Attempt['ending'] = 'done';
    const giveUp = () => {
      ending = 'silent';
      watch.abort();
    };
    const endings = [
      clock.after((timeoutSeconds + grace) * 1_000, giveUp),
      // After an outage nobody knows whether the other end still knows of this watch.
      health.onRecovery(() => {
        this.#isStale = true;
        giveUp();
      }),
      onAbort(this.#stopping.signal, () => watch.abort()),
    ];
    const query = { ...selection, resourceVersion: this.#resourceVersion, timeoutSeconds };
    try {
      for await (const event of client.watch(path, query, watch.signal)) {
        if (watch.signal.aborted) break;
        this.#take(event);
      }
    } catch (error) {
      if (!watch.signal.aborted) throw error;
    } finally {
      for (const forget of endings) forget();
    }
    return { ending };
  }

  #take(event: WatchEvent): void {
    const { path, type, selection, store, changed } = this.#options;
    if (event.type === 'ERROR') throw errorOf(path, event.object);
    const resourceVersion = valueAt(event.object, ['metadata', 'resourceVersion']);
    if (typeof resourceVersion !== 'string') return;
    this.#resourceVersion = resourceVersion;
    if (event.type === 'BOOKMARK') return store.reached(resourceVersion);
    const object = keptOf(type, event.object, selection.metadataOnly);
    const change = event.type === 'DELETED' ? store.remove(object) : store.put(object);
    if (change !== undefined) changed(change);
  }

  #failed(error: unknown): Pick<Attempt, 'ending' | 'retryAfter'> {
    this.#failure = error instanceof BackendError ? error : unexpected(this.#options.path, error);
    const retryAfter = error instanceof ApiError ? error.retryAfter : undefined;
    return { ending: faultOf(error), ...(retryAfter !== undefined && { retryAfter }) };
  }

  async #wait(step: Continuation): Promise<Continuation> {
    const { health, clock, random } = this.#context;
    const { signal } = this.#stopping;
    const isReachable = !step.isDoubtful || (await health.check());
    if (!isReachable) {
      await recovery(health, signal);
      this.#isStale = true;
      this.#failure = undefined;
    }
    const next = isReachable ? step : afterOutage(random);
    await pause(clock, next.after, signal);
    return next;
  }

  #stopByItself(reason: Stopped['reason']): void {
    const error = this.#failure ?? unexpected(this.#options.path, reason);
    this.#stopped = { reason, error, at: this.#context.clock.now() };
    this.#context.log?.warn({ path: this.#options.path, reason: error.message }, 'kind cannot be watched');
    this.#options.settled(false);
    this.#settle(error);
  }

  #settle(error?: BackendError): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const { resolve, reject } of waiters) {
      if (error === undefined) resolve();
      else reject(error);
    }
  }

  /** Tells of the first failure in a row only. */
  #report({ request, ending }: Attempt, failures: number): void {
    const isFailure = ending !== 'done' && ending !== 'gone';
    if (!isFailure || failures > 0) return;
    const { path } = this.#options;
    this.#context.log?.info(
      { path, request, ending, reason: this.#failure?.message },
      'watch is interrupted',
    );
  }
}

function unexpected(path: string, error: unknown): BackendError {
  const said = error instanceof Error ? error.message : String(error);
  return new BackendError(`${path} cannot be watched: ${said}`, true, { cause: error });
}
