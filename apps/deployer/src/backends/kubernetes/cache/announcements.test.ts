import { describe, expect, it } from '@jest/globals';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { Announcements } from './announcements.ts';

const identity = (name: string) => ({ group: '', kind: 'ConfigMap', namespace: 'dev', name });

function setUp() {
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  const announcements = new Announcements(clock, log);
  const listen = (label: string) => {
    const bursts: string[][] = [];
    const stop = announcements.subscribe(label, (changed) => bursts.push(changed.map(({ name }) => name)));
    return { bursts, stop };
  };
  const change = (name: string, ...labels: string[]) =>
    announcements.changed(new Set(labels), identity(name));
  return { clock, lines, announcements, listen, change };
}

describe('announcements', () => {
  it('collect a burst for 50 ms, each object once', async () => {
    const { clock, listen, change } = setUp();
    const { bursts } = listen('dev');
    change('a', 'dev');
    await clock.advance(30);
    change('b', 'dev');
    change('a', 'dev');
    await clock.advance(19);
    expect(bursts).toEqual([]);
    await clock.advance(1);
    expect(bursts).toEqual([['a', 'b']]);
    change('c', 'dev');
    await clock.advance(50);
    expect(bursts).toEqual([['a', 'b'], ['c']]);
    expect(clock.waiting()).toEqual([]);
  });

  it('reach those whom they concern, by the old and the new label', async () => {
    const { clock, listen, change } = setUp();
    const [dev, pp, ci] = [listen('dev'), listen('pp'), listen('ci')];
    change('moved', 'dev', 'pp');
    await clock.advance(50);
    expect([dev.bursts, pp.bursts, ci.bursts]).toEqual([[['moved']], [['moved']], []]);
  });

  it('wake all, or one, without an object', async () => {
    const { clock, announcements, listen } = setUp();
    const [dev, pp] = [listen('dev'), listen('pp')];
    announcements.wake();
    announcements.wake('pp');
    await clock.advance(50);
    expect([dev.bursts, pp.bursts]).toEqual([[[]], [[]]]);
    announcements.wake('pp');
    await clock.advance(50);
    expect([dev.bursts, pp.bursts]).toEqual([[[]], [[], []]]);
  });

  it('set no timer where nobody listens, and end with the subscription', async () => {
    const { clock, listen, change } = setUp();
    change('a', 'dev');
    expect(clock.waiting()).toEqual([]);
    const { bursts, stop } = listen('dev');
    change('a', 'dev');
    stop();
    await clock.advance(50);
    expect(bursts).toEqual([]);
  });

  it('go on past a listener that throws', async () => {
    const { clock, lines, announcements, listen, change } = setUp();
    announcements.subscribe('dev', () => {
      throw new Error('a bug');
    });
    const { bursts } = listen('dev');
    change('a', 'dev');
    await clock.advance(50);
    expect(bursts).toEqual([['a']]);
    expect(lines).toMatchObject([{ level: 'error', msg: 'listener of cluster changes failed' }]);
  });

  it('leave no timer when they are closed', () => {
    const { clock, announcements, listen, change } = setUp();
    listen('dev');
    change('a', 'dev');
    announcements.close();
    expect(clock.waiting()).toEqual([]);
  });
});
