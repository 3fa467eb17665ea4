import type { Json, State } from '@tribble/api';
import type { LiveEvent } from './fold.ts';

/** What `connect` needs of the browser's EventSource. */
interface EventStream {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

/** Where the state comes from: the stream, and one plain read for when the stream does not come about. */
export interface StateSource {
  readonly open: () => EventStream;
  readonly read: () => Promise<State>;
}

const closed = 2; // EventSource.CLOSED
const longestWait = 30_000;

/** How long to wait before the stream is opened again, in milliseconds; doubles with each try. */
export function retryDelay(attempt: number): number {
  return Math.min(1000 * 2 ** attempt, longestWait);
}

/**
 * Keeps a stream of the state open and tells what happens to it, until the returned function is called. The browser
 * resumes a broken connection by itself (with the last event's id); it gives up for ever where the server answers with an
 * error, as a proxy does while the aggregator restarts. Only then is a new stream opened here.
 */
export function connect(source: StateSource, tell: (event: LiveEvent) => void): () => void {
  let attempt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stream: EventStream | undefined;

  const lost = (broken: boolean) => {
    tell({ type: 'lost', at: Date.now() });
    void readOnce(source).then((event) => stopped || tell(event));
    if (!broken) return;
    stream?.close();
    clearTimeout(timer);
    timer = setTimeout(open, retryDelay(attempt++));
  };
  const receive = (toEvent: (data: Json) => LiveEvent) => (message: MessageEvent<string>) => {
    const data = parse(message.data);
    // What cannot be read may have held a change: begin again with a new snapshot.
    if (data === undefined) return lost(true);
    attempt = 0;
    tell(toEvent(data));
  };
  const open = () => {
    const current = source.open();
    stream = current;
    current.addEventListener('open', () => tell({ type: 'opened', at: Date.now() }));
    current.addEventListener('error', () => lost(current.readyState === closed));
    current.addEventListener('snapshot', receive(asSnapshot));
    current.addEventListener('patch', receive(asPatch));
  };

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    stream?.close();
  };
}

/** The state by a plain read or, more often, why it cannot be had: a stream does not tell. */
async function readOnce(source: StateSource): Promise<LiveEvent> {
  try {
    const state = await source.read();
    return { type: 'read', at: Date.now(), state };
  } catch (error) {
    return {
      type: 'refused',
      at: Date.now(),
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function asSnapshot(data: Json): LiveEvent {
  return { type: 'snapshot', at: Date.now(), state: data as State };
}

function asPatch(patch: Json): LiveEvent {
  return { type: 'patch', at: Date.now(), patch };
}
