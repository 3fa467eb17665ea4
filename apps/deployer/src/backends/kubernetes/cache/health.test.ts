import { describe, expect, it } from '@jest/globals';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { BackendError } from '../../backend.ts';
import { Health } from './health.ts';
import { statusError } from './fake-api-server.ts';

function setUp() {
  const clock = fakeClock();
  const { log, lines } = recordingLogger();
  const probes: number[] = [];
  const changes: (string | undefined)[] = [];
  let error: Error | undefined;
  const probe = () => {
    probes.push(clock.now().getTime() - Date.parse('2026-01-01T00:00:00Z'));
    return error === undefined ? Promise.resolve() : Promise.reject(error);
  };
  const health: Health = new Health({
    probe,
    clock,
    random: () => 0,
    log,
    changed: () => changes.push(health.outage()?.message),
  });
  const fail = (with_?: Error) => (error = with_);
  return { clock, lines, probes, changes, health, fail };
}
const down = new BackendError('connection refused', true);

describe('the health of a cluster', () => {
  it('is asked for once by all who doubt at the same time', async () => {
    const { health, probes, changes } = setUp();
    expect(await Promise.all([health.check(), health.check()])).toEqual([true, true]);
    expect([probes.length, changes]).toEqual([1, []]);
  });

  it.each([
    { name: 'no answer', error: down, isHealthy: false },
    { name: '503', error: statusError(503, 'ServiceUnavailable'), isHealthy: false },
    { name: '500', error: statusError(500, 'InternalError'), isHealthy: false },
    { name: '401', error: statusError(401, 'Unauthorized'), isHealthy: false },
    { name: '404 of a proxy', error: statusError(404, 'Not found', false), isHealthy: false },
    { name: '403', error: statusError(403, 'Forbidden'), isHealthy: true },
    { name: '429', error: statusError(429, 'TooManyRequests', false), isHealthy: true },
  ])('with $name: $isHealthy', async ({ error, isHealthy }) => {
    const { health, fail } = setUp();
    fail(error);
    expect(await health.check()).toBe(isHealthy);
    expect(health.outage() === undefined).toBe(isHealthy);
    health.close();
  });

  it('is bad since the first doubt, tried again less and less often, and told once', async () => {
    const { health, fail, clock, probes, changes, lines } = setUp();
    fail(down);
    expect(await health.check()).toBe(false);
    await clock.advance(60_000);
    expect(await health.check()).toBe(false);
    expect(probes).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 30_500, 45_500]);
    expect(health.outage()).toEqual({
      since: new Date('2026-01-01T00:00:00Z'),
      message: 'connection refused',
    });
    expect(changes).toEqual(['connection refused']);
    fail();
    await clock.advance(15_000);
    expect(changes).toEqual(['connection refused', undefined]);
    expect(lines.map(({ level, msg }) => `${level} ${msg}`)).toEqual([
      'warn cluster does not answer',
      'info cluster answers again',
    ]);
    expect(clock.waiting()).toEqual([]);
  });

  it('shows the newest message, and calls those who wait', async () => {
    const { health, fail, clock } = setUp();
    const calls: string[] = [];
    health.onRecovery(() => calls.push('one'));
    const forget = health.onRecovery(() => calls.push('other'));
    fail(down);
    await health.check();
    fail(statusError(503, 'Starting'));
    await clock.advance(500);
    expect(health.outage()?.message).toContain('Starting for the test');
    forget();
    health.answered();
    expect(calls).toEqual(['one']);
    expect(clock.waiting()).toEqual([]);
  });

  it('asks nothing any more when it is closed', async () => {
    const { health, fail, clock, probes } = setUp();
    fail(down);
    const checking = health.check();
    health.close();
    expect(await checking).toBe(false);
    expect(await health.check()).toBe(false);
    await clock.advance(600_000);
    expect([probes.length, health.outage()]).toEqual([1, undefined]);
  });
});
