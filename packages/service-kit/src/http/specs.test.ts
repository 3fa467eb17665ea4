import type {
  DeployerOperations,
  DeployerStatus,
  TransitionerOperations,
  TransitionerStatus,
  TransitionResult,
} from '@tribble/api';
import { deployerSpec, transitionerSpec } from '@tribble/api/specs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Application } from 'express';
import { createEventStream } from '../events/event-stream.ts';
import { recordingLogger } from '../log/recording-logger.ts';
import { createMetrics } from '../metrics.ts';
import { createApp } from './app.ts';
import { listen, type Listening } from './server.ts';

const { log, lines } = recordingLogger();
const common = {
  log,
  metrics: createMetrics(),
  ready: () => ({ ready: true }) as const,
  validateResponses: true,
};
let server: Listening;
afterEach(() => server.close());

async function answerOf(app: Application): Promise<Response> {
  server = await listen(app, { host: '127.0.0.1', port: 0, log });
  return fetch(`http://127.0.0.1:${server.port}/api/status`);
}

const commit = 'a'.repeat(40);
const results: TransitionResult[] = [
  { result: 'Success', commit },
  { result: 'Skipped', reason: 'Scheduled', time: '2026-01-01T09:00:00Z' },
  { result: 'Blocked', message: 'dev is in progress' },
  { result: 'CheckFailed', message: 'the smoke test failed' },
];

const notAskedFor = () => Promise.reject(new Error('not asked for'));

/** The answer of a transitioner whose only transition came to this result. */
async function answerWith(result: unknown): Promise<Response> {
  const transition = {
    source: 'dev',
    sources: ['dev'],
    target: 'pp',
    result: result as TransitionResult,
    pending: [],
    leftOut: [],
    gates: [],
    paused: [],
  };
  const body: TransitionerStatus = {
    order: ['pp'],
    transitions: { pp: transition },
    paused: [],
    problems: [],
  };
  const events = createEventStream({ snapshot: () => ({ type: 'status', data: body }) });
  return answerOf(
    createApp<TransitionerOperations>({
      ...common,
      name: 'transitioner',
      spec: transitionerSpec,
      handlers: {
        getStatus: () => ({ status: 200, body }),
        getEvents: events.handle,
        getTransition: notAskedFor,
        evaluateTransition: notAskedFor,
        explain: notAskedFor,
        getForecast: notAskedFor,
        preview: notAskedFor,
      },
    }),
  );
}

describe('the specs of the services', () => {
  it.each(results)('let the transitioner answer $result', async (result) => {
    const response = await answerWith(result);
    expect(await response.json()).toMatchObject({ transitions: { pp: { result } } });
  });

  it.each([
    [{ result: 'Success' }],
    [{ result: 'Blocked', commit }],
    [{ result: 'Skipped', reason: 'Scheduled', time: 'tomorrow' }],
    [{ result: 'Other' }],
  ])('do not let it answer %j', async (result) => {
    expect((await answerWith(result)).status).toBe(500);
    expect(JSON.stringify(lines.at(-1))).toContain('/response/transitions/pp/result');
  });

  it('let the deployer answer', async () => {
    const body: DeployerStatus = {
      environments: { dev: { type: 'Mock', status: 'Clean', resources: {}, problems: [] } },
      problems: [{ path: 'deployers.yaml', line: 1, message: 'unknown type' }],
    };
    const events = createEventStream({ snapshot: () => ({ type: 'status', data: body }) });
    const app = createApp<DeployerOperations>({
      ...common,
      name: 'deployer',
      spec: deployerSpec,
      handlers: {
        getStatus: () => ({ status: 200, body }),
        getEvents: events.handle,
        getDiff: notAskedFor,
        runJob: notAskedFor,
      },
    });
    expect(await (await answerOf(app)).json()).toEqual(body);
  });
});
