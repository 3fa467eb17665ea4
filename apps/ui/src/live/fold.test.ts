import { describe, expect, it } from '@jest/globals';
import { aCell, aState } from '../../test/state.ts';
import { fold, type Live, type LiveEvent, nothingYet } from './fold.ts';

const state = aState();
const played = (...events: LiveEvent[]): Live => events.reduce(fold, nothingYet(0));
const snapshot: LiveEvent = { type: 'snapshot', at: 1, state };
const patchOf = (patch: object): LiveEvent => ({ type: 'patch', at: 2, patch: patch as never });
const lost: LiveEvent = { type: 'lost', at: 3 };

describe('fold', () => {
  it('takes a snapshot as it is', () => {
    expect(played(snapshot)).toEqual({
      state,
      connection: { phase: 'live', since: 1 },
      announcement: { number: 0, text: '' },
    });
  });

  it('folds patches into the snapshot and keeps the identity of what they leave alone', () => {
    const live = played(snapshot, patchOf({ resources: { s1: { cells: { prod: { version: '100' } } } } }));
    expect(live.state?.resources['s1']?.cells['prod']?.version).toBe('100');
    expect(live.state?.resources['billing']).toBe(state.resources['billing']);
    expect(live.state?.environments).toBe(state.environments);
  });

  it('removes what a patch says is gone', () => {
    const live = played(snapshot, patchOf({ resources: { s1: null } }));
    expect(live.state?.resources).not.toHaveProperty('s1');
  });

  it('leaves a patch before any snapshot alone', () => {
    expect(played(patchOf({ order: [] }))).toEqual(nothingYet(0));
  });

  it.each<{ name: string; events: LiveEvent[]; connection: Live['connection'] }>([
    { name: 'connecting at first', events: [], connection: { phase: 'connecting', since: 0 } },
    {
      name: 'still connecting when the stream is open and empty',
      events: [{ type: 'opened', at: 1 }],
      connection: { phase: 'connecting', since: 0 },
    },
    {
      name: 'interrupted when lost',
      events: [snapshot, lost],
      connection: { phase: 'interrupted', since: 3 },
    },
    {
      name: 'interrupted since the first time',
      events: [snapshot, lost, { type: 'lost', at: 9 }],
      connection: { phase: 'interrupted', since: 3 },
    },
    {
      name: 'interrupted with the reason that the aggregator gave',
      events: [lost, { type: 'refused', at: 5, message: 'not ready' }],
      connection: { phase: 'interrupted', since: 3, message: 'not ready' },
    },
    {
      name: 'live when a resumed stream is open, even before anything changes',
      events: [snapshot, lost, { type: 'opened', at: 7 }],
      connection: { phase: 'live', since: 7 },
    },
    {
      name: 'still interrupted after a plain read',
      events: [lost, { type: 'read', at: 5, state }],
      connection: { phase: 'interrupted', since: 3 },
    },
    {
      name: 'live, whatever a late answer says',
      events: [lost, snapshot, { type: 'refused', at: 5, message: 'not ready' }],
      connection: { phase: 'live', since: 1 },
    },
  ])('is $name', ({ events, connection }) => {
    expect(played(...events).connection).toEqual(connection);
  });

  it('shows what a plain read found while the stream is away, but not over what is live', () => {
    const old = { ...state, order: [] };
    expect(played(lost, { type: 'read', at: 5, state }).state).toBe(state);
    expect(played(snapshot, { type: 'read', at: 5, state: old }).state).toBe(state);
  });

  it('counts announcements, so that the same words can come twice', () => {
    const say = (status: string) => patchOf({ resources: { s1: { cells: { prod: { status } } } } });
    const live = played(snapshot, say('Failed'), say('InProgress'), say('Failed'));
    expect(live.announcement).toEqual({ number: 2, text: 's1 99 is Failed in prod.' });
  });

  it('announces what changed while the stream was away', () => {
    const resources = { ...state.resources, s1: { cells: { prod: aCell({ version: '100' }) } } };
    const live = played(snapshot, lost, { type: 'snapshot', at: 9, state: { ...state, resources } });
    expect(live.announcement.text).toBe('s1 100 is Clean in prod.');
  });
});
