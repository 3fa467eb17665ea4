import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventSourceState, FakeStream } from '../../test/app.tsx';
import { aState } from '../../test/state.ts';
import { connect, retryDelay } from './connect.ts';
import type { LiveEvent } from './fold.ts';

const state = aState();

function start(read: () => Promise<typeof state> = () => Promise.resolve(state)) {
  const streams: FakeStream[] = [];
  const events: LiveEvent[] = [];
  const open = () => {
    const stream = new FakeStream();
    streams.push(stream);
    return stream;
  };
  const stop = connect({ open, read }, (event) => events.push(event));
  return { streams, events, stop, types: () => events.map(({ type }) => type) };
}

describe('connect', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('tells of the snapshot and of every patch', () => {
    const { streams, events } = start();
    streams[0]?.send('snapshot', state);
    streams[0]?.send('patch', { order: [] });
    expect(events).toEqual([
      { type: 'snapshot', at: Date.now(), state },
      { type: 'patch', at: Date.now(), patch: { order: [] } },
    ]);
  });

  it('leaves a broken connection to the browser, which resumes it', async () => {
    const { streams, types } = start();
    streams[0]?.fail(EventSourceState.connecting);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(types()).toEqual(['lost', 'read']);
    expect(streams).toHaveLength(1);
  });

  it('opens a new stream where the browser gave up, later each time', async () => {
    const { streams } = start();
    streams[0]?.fail(EventSourceState.closed);
    await jest.advanceTimersByTimeAsync(999);
    expect(streams).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(streams).toHaveLength(2);
    streams[1]?.fail(EventSourceState.closed);
    await jest.advanceTimersByTimeAsync(1999);
    expect(streams).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(streams).toHaveLength(3);
  });

  it('begins anew when it cannot read what came', async () => {
    const { streams, types } = start();
    streams[0]?.sendText('patch', '{"order":');
    await jest.advanceTimersByTimeAsync(1000);
    expect(types()).toEqual(['lost', 'read']);
    expect(streams[0]?.close).toHaveBeenCalled();
    expect(streams).toHaveLength(2);
  });

  it('tells why there is no stream', async () => {
    const { streams, events } = start(() => Promise.reject(new Error('The repository is not read yet.')));
    streams[0]?.fail(EventSourceState.closed);
    await jest.advanceTimersByTimeAsync(0);
    expect(events.at(-1)).toMatchObject({ type: 'refused', message: 'The repository is not read yet.' });
  });

  it('is silent once it is stopped', async () => {
    const { streams, types, stop } = start();
    streams[0]?.fail(EventSourceState.closed);
    stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(types()).toEqual(['lost']);
    expect(streams).toHaveLength(1);
  });
});

describe('retryDelay', () => {
  it.each([
    [0, 1000],
    [1, 2000],
    [4, 16_000],
    [5, 30_000],
    [50, 30_000],
  ])('is after %i tries %i ms', (attempt, delay) => {
    expect(retryDelay(attempt)).toBe(delay);
  });
});
