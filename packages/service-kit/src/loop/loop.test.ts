import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Random } from '../backoff.ts';
import { fakeClock } from '../fake-clock.ts';
import { recordingLogger } from '../log/recording-logger.ts';
import { createMetrics } from '../metrics.ts';
import { startLoop } from './loop.ts';
import type { Outcome } from './outcome.ts';

const unchanged: Outcome = { kind: 'unchanged', reason: 'no-change' };
const failed: Outcome = { kind: 'failed', reason: 'unreachable' };

type Settings = { interval?: number; random?: Random };

/** A loop on a fake clock whose turns are answered from a list; the last answer stays. */
function setUp(answers: (Outcome | Error)[], { interval = 5_000, random = () => 1 }: Settings = {}) {
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  const metrics = createMetrics();
  const turns: Date[] = [];
  const turn = (): Promise<Outcome> => {
    const answer = answers[Math.min(turns.length, answers.length - 1)];
    turns.push(clock.now());
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? unchanged);
  };
  const loop = startLoop({ name: 'dev', turn, interval, log, metrics, clock, random });
  return { clock, lines, metrics, turns, loop };
}

/** A loop whose turns end when the test says so. */
function setUpHeld() {
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  const ends: ((outcome: Outcome) => void)[] = [];
  const signals: AbortSignal[] = [];
  const turn = (signal: AbortSignal) =>
    new Promise<Outcome>((resolve) => {
      signals.push(signal);
      ends.push(resolve);
    });
  const loop = startLoop({ name: 'dev', turn, interval: 5_000, log, metrics: createMetrics(), clock });
  return { clock, lines, ends, signals, loop };
}

describe('when turns are taken', () => {
  it('takes one at once and one after each interval', async () => {
    const { clock, turns, loop } = setUp([unchanged]);
    await clock.advance(0);
    expect(turns).toHaveLength(1);
    await clock.advance(4_999);
    expect(turns).toHaveLength(1);
    await clock.advance(1);
    expect(turns).toHaveLength(2);
    await loop.stop();
  });

  it('counts the interval anew from a triggered turn', async () => {
    const { clock, turns, loop } = setUp([unchanged]);
    await clock.advance(3_000);
    loop.trigger();
    await clock.advance(0);
    expect(turns).toHaveLength(2);
    expect(clock.waiting()).toEqual([5_000]);
    await loop.stop();
  });

  it('takes exactly one more turn, however often it is triggered during one', async () => {
    const { clock, ends, loop } = setUpHeld();
    await clock.advance(0);
    loop.trigger();
    loop.trigger();
    loop.trigger();
    await clock.advance(0);
    expect(ends).toHaveLength(1);
    ends[0]?.(unchanged);
    await clock.advance(0);
    expect(ends).toHaveLength(2);
    ends[1]?.(unchanged);
    await clock.advance(4_999);
    expect(ends).toHaveLength(2);
    await loop.stop();
  });

  it.each([
    ['reported', failed],
    ['thrown', new Error('unreachable')],
  ])(
    'backs off from failures that are %s, up to 30 s, and starts over after a success',
    async (_, failure) => {
      const answers = [...Array.from({ length: 7 }, () => failure), unchanged];
      const { clock, turns, loop } = setUp(answers);
      await clock.advance(1_000 + 2_000 + 4_000 + 8_000 + 16_000 + 30_000 + 30_000);
      const seconds = turns.map((time) => (time.getTime() - (turns[0]?.getTime() ?? 0)) / 1_000);
      expect(seconds).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
      expect(clock.waiting()).toEqual([5_000]);
      await loop.stop();
    },
  );

  it('backs off up to the interval where that is longer', async () => {
    const { clock, loop } = setUp([failed], { interval: 60_000 });
    await clock.advance(10 * 60_000);
    await clock.advance(clock.waiting()[0] ?? 0);
    expect(clock.waiting()).toEqual([60_000]);
    await loop.stop();
  });

  it('spreads the retries by chance', async () => {
    const { clock, loop } = setUp([failed], { random: () => 0 });
    await clock.advance(0);
    expect(clock.waiting()).toEqual([500]);
    await loop.stop();
  });

  it('heeds a trigger while it backs off', async () => {
    const { clock, turns, loop } = setUp([failed]);
    await clock.advance(3_000);
    const before = turns.length;
    loop.trigger();
    await clock.advance(0);
    expect(turns).toHaveLength(before + 1);
    await loop.stop();
  });

  it('never takes two turns at once and never loses a trigger', async () => {
    const command = fc.oneof(
      fc.constant('trigger' as const),
      fc.constant('end' as const),
      fc.integer({ min: 0, max: 10_000 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
        const { clock, ends, loop } = setUpHeld();
        let ended = 0;
        const inFlight = () => ends.length - ended;
        await clock.advance(0);
        for (const step of commands) {
          const begun = ends.length;
          const wasIdle = inFlight() === 0;
          if (step === 'trigger') loop.trigger();
          else if (step === 'end' && !wasIdle) ends[ended++]?.(unchanged);
          await clock.advance(typeof step === 'number' ? step : 0);
          expect(inFlight()).toBeLessThanOrEqual(1);
          if (step === 'trigger' && wasIdle) expect(ends).toHaveLength(begun + 1);
        }
        const stopped = loop.stop();
        if (inFlight() > 0) ends[ended]?.(unchanged);
        await stopped;
        expect(clock.waiting()).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('stop', () => {
  it('aborts the turn in flight and waits for it', async () => {
    const { clock, ends, signals, loop } = setUpHeld();
    await clock.advance(0);
    let stopped = false;
    const stop = loop.stop().then(() => (stopped = true));
    await clock.advance(0);
    expect(signals[0]?.aborted).toBe(true);
    expect(stopped).toBe(false);
    ends[0]?.(unchanged);
    await stop;
    expect(clock.waiting()).toEqual([]);
  });

  it('takes no more turns, not even for a trigger', async () => {
    const { clock, turns, loop } = setUp([unchanged]);
    await clock.advance(0);
    await loop.stop();
    loop.trigger();
    await clock.advance(60_000);
    expect(turns).toHaveLength(1);
  });

  it('does not report a turn that fails because it was aborted', async () => {
    const { clock, lines, ends, loop } = setUpHeld();
    await clock.advance(0);
    const stop = loop.stop();
    ends[0]?.(failed);
    await stop;
    expect(lines).toEqual([]);
  });
});

describe('what is told', () => {
  it('logs an outcome only when it is another one', async () => {
    const blockedBy = (environment: string): Outcome => ({
      kind: 'blocked',
      reason: 'source-in-progress',
      facts: { environment },
    });
    const answers = [unchanged, unchanged, blockedBy('dev'), blockedBy('dev'), blockedBy('pp'), unchanged];
    const { clock, lines, loop } = setUp(answers);
    await clock.advance(30_000);
    await loop.stop();
    expect(lines.map(({ level, msg, facts }) => [level, msg, facts])).toEqual([
      ['debug', 'turn found nothing to do', undefined],
      ['info', 'turn is blocked', { environment: 'dev' }],
      ['info', 'turn is blocked', { environment: 'pp' }],
      ['info', 'turn found nothing to do', undefined],
    ]);
  });

  it('logs what a turn throws, with its stack, once', async () => {
    const { clock, lines, loop } = setUp([new Error('no route to https://ann:hunter2@host/')]);
    await clock.advance(10_000);
    await loop.stop();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 'warn',
      loop: 'dev',
      reason: 'unexpected-error',
      err: { message: 'no route to https://***@host/', stack: expect.stringContaining('loop.test.ts') },
    });
  });

  it('counts and times every turn', async () => {
    const { clock, metrics, loop } = setUp([unchanged, failed]);
    await clock.advance(5_000);
    await loop.stop();
    const text = await metrics.registry.metrics();
    expect(text).toContain('tribble_loop_turns_total{loop="dev",kind="unchanged"} 1');
    expect(text).toContain('tribble_loop_turns_total{loop="dev",kind="failed"} 1');
    expect(text).toContain('tribble_loop_turn_duration_seconds_count{loop="dev"} 2');
  });
});
