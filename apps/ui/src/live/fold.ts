import { applyMergePatch, type Json, type State } from '@tribble/api';
import { announce } from './announce.ts';

/** How the page stands with the aggregator: `connecting` until it first heard from it. */
export interface Connection {
  readonly phase: 'connecting' | 'live' | 'interrupted';
  /** Since when, in milliseconds. */
  readonly since: number;
  /** Why it is interrupted, where the aggregator or the browser said so. */
  readonly message?: string;
}

/** What the page knows: the last state, how fresh it is, and what changed last, in words. */
export interface Live {
  readonly state?: State;
  readonly connection: Connection;
  readonly announcement: { readonly number: number; readonly text: string };
}

export type LiveEvent =
  | { readonly type: 'opened' | 'lost'; readonly at: number }
  | { readonly type: 'refused'; readonly at: number; readonly message: string }
  | { readonly type: 'snapshot' | 'read'; readonly at: number; readonly state: State }
  | { readonly type: 'patch'; readonly at: number; readonly patch: Json };

/** What the page knows before it has heard anything. */
export function nothingYet(at: number): Live {
  return { connection: { phase: 'connecting', since: at }, announcement: { number: 0, text: '' } };
}

/** What the page knows after one more event. Nothing that did not change gets a new identity. */
export function fold(live: Live, event: LiveEvent): Live {
  switch (event.type) {
    case 'opened':
      // A resumed stream may send nothing for long: what is known counts as live as soon as it is open again.
      return live.state ? { ...live, connection: connected(live.connection, event.at) } : live;
    case 'snapshot':
      return { ...take(live, event.state), connection: connected(live.connection, event.at) };
    case 'patch': {
      // A patch of nothing can only be the rest of an older stream; the snapshot is still to come.
      if (!live.state) return live;
      const state = applyMergePatch(live.state, event.patch) as State;
      return { ...take(live, state), connection: connected(live.connection, event.at) };
    }
    case 'read':
      // Read once while the stream is away: newer than what is shown, yet not live.
      return live.connection.phase === 'live' ? live : take(live, event.state);
    case 'lost':
      return { ...live, connection: interrupted(live.connection, event.at) };
    case 'refused':
      if (live.connection.phase === 'live') return live;
      return { ...live, connection: { ...interrupted(live.connection, event.at), message: event.message } };
  }
}

function take(live: Live, state: State): Live {
  const text = live.state ? announce(live.state, state) : '';
  const announcement = text ? { number: live.announcement.number + 1, text } : live.announcement;
  return { ...live, state, announcement };
}

function connected(connection: Connection, at: number): Connection {
  return connection.phase === 'live' ? connection : { phase: 'live', since: at };
}

function interrupted(connection: Connection, at: number): Connection {
  return connection.phase === 'interrupted' ? connection : { phase: 'interrupted', since: at };
}
