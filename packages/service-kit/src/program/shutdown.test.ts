import { describe, expect, it } from '@jest/globals';
import { fakeClock } from '../fake-clock.ts';
import { recordingLogger } from '../log/recording-logger.ts';
import { Shutdown } from './shutdown.ts';

function setUp() {
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  return { clock, lines, shutdown: new Shutdown({ log, clock, grace: 5_000 }) };
}

describe('Shutdown', () => {
  it('stops the parts one after the other, the last one first', async () => {
    const { clock, lines, shutdown } = setUp();
    const stopped: string[] = [];
    for (const name of ['repository', 'loop', 'server']) {
      shutdown.onStop(name, async () => {
        await Promise.resolve();
        stopped.push(name);
      });
    }
    expect(await shutdown.run()).toBe('clean');
    expect(stopped).toEqual(['server', 'loop', 'repository']);
    expect(lines).toEqual([]);
    expect(clock.waiting()).toEqual([]);
  });

  it('stops the others where one fails', async () => {
    const { lines, shutdown } = setUp();
    let stopped = false;
    shutdown.onStop('loop', () => void (stopped = true));
    shutdown.onStop('server', () => {
      throw new Error('not running');
    });
    expect(await shutdown.run()).toBe('error');
    expect(stopped).toBe(true);
    expect(lines).toMatchObject([{ level: 'error', part: 'server', msg: 'stop failed' }]);
  });

  it('names the part that hangs', async () => {
    const { clock, lines, shutdown } = setUp();
    shutdown.onStop('repository', () => undefined);
    shutdown.onStop('loop', () => new Promise<void>(() => undefined));
    shutdown.onStop('server', () => undefined);
    const result = shutdown.run();
    await clock.advance(5_000);
    expect(await result).toBe('hung');
    expect(lines).toMatchObject([{ level: 'error', part: 'loop', msg: 'stop hangs; giving up' }]);
  });
});
