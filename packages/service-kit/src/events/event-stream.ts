import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Cancel, type Clock, systemClock } from '../clock.ts';
import { ProblemError } from '../http/problem.ts';
import { type BufferLimits, EventBuffer } from './event-buffer.ts';

/** An event of a stream; `data` is written as JSON. */
export type StreamEvent = { type: string; data: unknown };

export type EventStreamOptions = {
  /** The whole state as an event. It contains all that was sent; between two sends it stays the same. */
  snapshot: () => StreamEvent;
  /**
   * What is kept for clients that come back; by default 1,000 events of 4 MiB together. A stream whose every event is the
   * whole state keeps none: `{ events: 0, bytes: 0 }`.
   */
  keep?: BufferLimits;
  /** Milliseconds between comments that show that the connection lives; 15,000 by default. */
  heartbeat?: number;
  /** How many bytes may wait for a client, besides what it got at first, before it is dropped; 1 MiB by default. */
  clientBytes?: number;
  clock?: Clock;
  /** Names this run of the process, as numbers start anew with each. */
  epoch?: string;
};

/** The server's side of Server-Sent Events: one stream for any number of clients. */
export type EventStream = {
  /** Sends an event to all. Call it in the same turn in which what `snapshot` returns changes. */
  send(event: StreamEvent): void;
  /** Answers a client: a snapshot or, by its Last-Event-ID, what it missed; then all that is sent. */
  handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** How many clients are connected. */
  readonly clients: number;
  /** Ends the connections of all clients; no more are taken. */
  close(): void;
};

const mebibyte = 2 ** 20;
const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // A proxy that buffers would hold events back.
  'X-Accel-Buffering': 'no',
};

/** Makes an event stream. */
export function createEventStream(options: EventStreamOptions): EventStream {
  return new BroadcastStream(options);
}

class BroadcastStream implements EventStream {
  readonly #options: Required<EventStreamOptions>;
  readonly #buffer: EventBuffer;
  /** How many bytes may wait for each client. */
  readonly #clients = new Map<ServerResponse, number>();
  #snapshot: { number: number; frame: Buffer } | undefined;
  #cancelHeartbeat: Cancel | undefined;
  #closed = false;

  constructor(options: EventStreamOptions) {
    this.#options = {
      keep: { events: 1_000, bytes: 4 * mebibyte },
      heartbeat: 15_000,
      clientBytes: mebibyte,
      clock: systemClock,
      epoch: randomBytes(6).toString('hex'),
      ...options,
    };
    this.#buffer = new EventBuffer(this.#options.keep);
  }

  get clients(): number {
    return this.#clients.size;
  }

  send(event: StreamEvent): void {
    const frame = this.#frame(event, this.#buffer.last + 1);
    this.#buffer.add(frame);
    this.#snapshot = undefined;
    this.#broadcast(frame);
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (this.#closed) throw new ProblemError(503, 'Stopping', 'This service is stopping; connect again.');
    const first = this.#missed(request.headers['last-event-id']) ?? [this.#snapshotFrame()];
    response.writeHead(200, headers);
    response.flushHeaders();
    for (const frame of first) response.write(frame);
    const firstBytes = first.reduce((sum, { length }) => sum + length, 0);
    this.#clients.set(response, firstBytes + this.#options.clientBytes);
    response.once('close', () => this.#forget(response));
    this.#cancelHeartbeat ??= this.#startHeartbeat();
  };

  close(): void {
    this.#closed = true;
    for (const response of this.#clients.keys()) response.end();
    this.#cancelHeartbeat?.();
  }

  #broadcast(frame: Buffer | string): void {
    for (const [response, limit] of this.#clients) {
      if (response.writableLength <= limit) response.write(frame);
      // It does not read. It will come back and resume, or get a snapshot, which is less than what waits for it.
      else this.#drop(response);
    }
  }

  #drop(response: ServerResponse): void {
    this.#forget(response);
    response.destroy();
  }

  #forget(response: ServerResponse): void {
    this.#clients.delete(response);
    if (this.#clients.size > 0) return;
    this.#cancelHeartbeat?.();
    this.#cancelHeartbeat = undefined;
  }

  #startHeartbeat(): Cancel {
    return this.#options.clock.after(this.#options.heartbeat, () => {
      this.#cancelHeartbeat = this.#startHeartbeat();
      this.#broadcast(': heartbeat\n\n');
    });
  }

  /** What the client of this Last-Event-ID has not seen; undefined where that is not known any more. */
  #missed(lastEventId: string | string[] | undefined): Buffer[] | undefined {
    const [, epoch, number] = /^(.+)-(\d+)$/.exec(String(lastEventId)) ?? [];
    return epoch === this.#options.epoch ? this.#buffer.after(Number(number)) : undefined;
  }

  /** Made once for all clients that come between two sends: after a restart they all come at once. */
  #snapshotFrame(): Buffer {
    const number = this.#buffer.last;
    this.#snapshot ??= { number, frame: this.#frame(this.#options.snapshot(), number) };
    return this.#snapshot.frame;
  }

  #frame({ type, data }: StreamEvent, number: number): Buffer {
    const id = `${this.#options.epoch}-${number}`;
    return Buffer.from(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
