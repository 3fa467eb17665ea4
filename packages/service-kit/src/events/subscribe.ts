import { type ErrorEvent, EventSource, type EventSourceFetchInit, type FetchLikeResponse } from 'eventsource';
import { backoffDelay, type Random } from '../backoff.ts';
import { type Cancel, type Clock, systemClock } from '../clock.ts';
import { messageOf } from '../error-message.ts';
import { redact } from '../log/redact.ts';

/** Whether the stream of a service is being followed. */
export type StreamState = 'open' | 'lost';

export type SubscribeOptions = {
  /** The types of the events to hear of. */
  events: readonly string[];
  /** Gets the data as it was before it became JSON. */
  onEvent: (type: string, data: unknown) => void;
  /** Told when the state changes, or the reason of the loss. */
  onState: (state: StreamState, message?: string) => void;
  /** After how many milliseconds without as much as a heartbeat the connection counts as lost; 45,000 by default. */
  silence?: number;
  clock?: Clock;
  random?: Random;
};

export type Subscription = { close(): void };

const firstRetry = 500;
const longestRetry = 30_000;

/**
 * Follows the event stream of a service, over and over: after a loss it connects again with backoff and resumes where it
 * was. EventSource alone would retry at a fixed pace, give up after an error of HTTP, and never notice a dead peer.
 */
export function subscribe(url: string, options: SubscribeOptions): Subscription {
  const follower = new StreamFollower(url, options);
  follower.connect();
  return follower;
}

class StreamFollower implements Subscription {
  readonly #url: string;
  readonly #options: SubscribeOptions;
  readonly #clock: Clock;
  /** What is connected or connecting; what an older source still has to say is not heard. */
  #source: EventSource | undefined;
  #lastEventId = '';
  #failures = 0;
  #told = '';
  #cancelTimer: Cancel | undefined;

  constructor(url: string, options: SubscribeOptions) {
    this.#url = url;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  connect(): void {
    const isCurrent = () => this.#source === source;
    const source = new EventSource(this.#url, { fetch: (url, init) => this.#fetch(url, init, isCurrent) });
    this.#source = source;
    this.#watch();
    source.addEventListener('open', () => isCurrent() && this.#tell('open'));
    source.addEventListener('error', (event) => isCurrent() && this.#lose(reasonOf(event)));
    for (const type of this.#options.events) {
      source.addEventListener(type, (event) => {
        if (isCurrent()) this.#receive(type, String(event.data), event.lastEventId);
      });
    }
  }

  close(): void {
    const source = this.#source;
    this.#source = undefined;
    // EventSource sets its own timer for a retry right after it told of an error; only then can it be closed for good.
    queueMicrotask(() => source?.close());
    this.#cancelTimer?.();
  }

  #receive(type: string, text: string, id: string): void {
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch (error) {
      this.#lastEventId = '';
      return this.#lose(`event ${type} is not JSON: ${messageOf(error)}`);
    }
    // Only now: a peer that takes connections but sends nothing is not worth a fast retry.
    this.#failures = 0;
    this.#lastEventId = id;
    this.#options.onEvent(type, data);
  }

  #lose(message: string): void {
    this.close();
    this.#failures += 1;
    const { random = Math.random } = this.#options;
    const delay = backoffDelay(this.#failures, { base: firstRetry, cap: longestRetry, random });
    this.#cancelTimer = this.#clock.after(delay, () => this.connect());
    this.#tell('lost', redact(message));
  }

  #tell(state: StreamState, message?: string): void {
    const told = `${state} ${message ?? ''}`;
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onState(state, message);
  }

  /** Waits for the next sign of life. */
  #watch(): void {
    const { silence = 45_000 } = this.#options;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#clock.after(silence, () =>
      this.#lose(`nothing was heard for ${silence / 1_000} s`),
    );
  }

  /** Asks for what is missing, and takes every chunk for a sign of life: EventSource tells nothing of heartbeats. */
  async #fetch(
    address: string | URL,
    init: EventSourceFetchInit,
    isCurrent: () => boolean,
  ): Promise<FetchLikeResponse> {
    const headers = { ...init.headers, ...(this.#lastEventId && { 'Last-Event-ID': this.#lastEventId }) };
    const response = await fetch(address, { ...init, headers, signal: init.signal as AbortSignal });
    const signs = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        if (isCurrent()) this.#watch();
        controller.enqueue(chunk);
      },
    });
    const { url, status, redirected, body } = response;
    return { url, status, redirected, headers: response.headers, body: body?.pipeThrough(signs) ?? null };
  }
}

function reasonOf({ message }: ErrorEvent): string {
  return message ?? 'the stream ended';
}
