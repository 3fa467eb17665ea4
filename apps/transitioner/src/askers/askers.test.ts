import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JobQuestion, Question } from '@tribble/promotion';
import { createMetrics } from '@tribble/service-kit';
import { fakeClock, recordingLogger } from '@tribble/service-kit/testing';
import { transitionerConfig } from '../config.ts';
import { type Askers, createAskers } from './index.ts';

const ended: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ended.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const required = {
  versions_url: '/x',
  versions_checkout_path: '/y',
  api_port: 0,
  deployer_url: 'http://127.0.0.1:9001',
};
const configOf = (fields: object) => transitionerConfig.parse({ ...required, ...fields });

function start(fields: object, urlOf: (environment: string) => string | undefined = () => undefined) {
  const { log, lines } = recordingLogger();
  let heard: (() => void) | undefined;
  const askers: Askers = createAskers({
    config: configOf(fields),
    deployers: { urlOf },
    clock: fakeClock(),
    log,
    metrics: createMetrics(),
    changed: () => heard?.(),
    environment: { PATH: process.env['PATH'], QA_TOKEN: 'hunter2' },
  });
  ended.push(() => askers.close());
  const answerTo = async (question: Question) => {
    const answered = new Promise<void>((resolve) => (heard = resolve));
    askers.want([question]);
    await answered;
    return askers.answerTo(question);
  };
  return { askers, answerTo, lines };
}

const job: JobQuestion = {
  kind: 'job',
  about: 'a change',
  environment: 'dev',
  manifest: 'tests/smoke.yaml',
  manifestId: 'a'.repeat(40),
  variables: { revision: 'abc' },
  timeout: 600_000,
  interval: 5_000,
};

describe('a Job', () => {
  it('is run by the deployer that reports on its environment', async () => {
    const requests: unknown[] = [];
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        requests.push([request.method, request.url, JSON.parse(body)]);
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            state: 'failed',
            name: 'Job dev/smoke',
            message: 'see https://ann:hunter2@db/',
            log: `red ghp_${'a1'.repeat(18)}`,
            startedAt: '2026-01-01T00:00:00Z',
          }),
        );
      });
    });
    const { answerTo } = start({}, (environment) => (environment === 'dev' ? url : undefined));
    const at = '2026-01-01T00:00:00.000Z';
    expect(await answerTo(job)).toEqual({
      kind: 'job',
      state: 'failed',
      name: 'Job dev/smoke',
      message: 'see https://***@db/',
      log: 'red ***',
      at,
    });
    const { manifest, manifestId, variables } = job;
    expect(requests).toEqual([
      ['POST', '/api/environments/dev/jobs', { manifest, manifestId, variables, timeout: 600 }],
    ]);
  });

  it('has no answer where no deployer reports', async () => {
    const { answerTo } = start({});
    expect(await answerTo(job)).toMatchObject({
      kind: 'error',
      message: 'no deployer that can be reached reports on dev',
    });
  });

  it('has the words of the deployer where it refuses', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ title: 'Conflict', status: 409, detail: 'the manifest is another one' }));
    });
    const { answerTo } = start({}, () => url);
    expect(await answerTo(job)).toMatchObject({
      kind: 'error',
      message: 'the deployer of dev: the manifest is another one',
    });
  });

  it('has no answer where the deployer is away', async () => {
    const { answerTo } = start({}, () => 'http://127.0.0.1:1');
    expect(await answerTo(job)).toMatchObject({ kind: 'error' });
  });
});

describe('what the configuration allows', () => {
  const command: Question = {
    kind: 'command',
    about: 'a change',
    command: ['true'],
    variables: {},
    interval: 1_000,
    timeout: 5_000,
  };

  it('decides over commands', async () => {
    expect(await start({}).answerTo(command)).toMatchObject({ kind: 'error' });
    expect(await start({ gate_commands: ['true'] }).answerTo(command)).toMatchObject({ exitCode: 0 });
  });

  it('decides over headers, whose secrets are nowhere to be found', async () => {
    const url = await serve((request, response) => {
      response.writeHead(request.url === '/away' ? 302 : 200, {
        location: 'http://hunter2.example.org/hunter2',
      });
      response.end(JSON.stringify({ sent: request.headers }));
    });
    const question = (path: string): Question => ({
      kind: 'http',
      about: 'a change',
      method: 'GET',
      url: `${url}${path}`,
      headers: { authorization: 'Bearer ${QA_TOKEN}' },
      interval: 1_000,
      timeout: 5_000,
    });
    const { answerTo, lines } = start({ gate_environment: ['QA_TOKEN'] });
    const answers = [await answerTo(question('/')), await answerTo(question('/away'))];
    expect(answers).toMatchObject([
      { kind: 'http', body: expect.stringContaining('"authorization":"Bearer ***"') as unknown },
      { kind: 'error' },
    ]);
    const closed = start({ gate_hosts: ['qa.example.org'], gate_environment: { QA_TOKEN: ['127.0.0.1'] } });
    answers.push(await closed.answerTo(question('/')));
    expect(answers[2]).toMatchObject({ kind: 'error' });
    expect(JSON.stringify([answers, lines, closed.lines])).not.toContain('hunter2');
    expect(lines.length + closed.lines.length).toBe(2);
  });
});

describe('the configuration', () => {
  it('allows nothing that is not asked for, but every host', () => {
    expect(configOf({})).toMatchObject({ gate_environment: {}, gate_hosts: ['*'], gate_commands: false });
  });

  it.each([
    [{ gate_environment: ['A', 'B'] }, { gate_environment: { A: ['*'], B: ['*'] } }],
    [
      { gate_environment: { A: ['a.org', '*.b.org:8080'] } },
      { gate_environment: { A: ['a.org', '*.b.org:8080'] } },
    ],
    [{ gate_commands: true }, { gate_commands: true }],
    [{ gate_hosts: ['[::1]'] }, { gate_hosts: ['[::1]'] }],
  ])('takes %j', (fields, expected) => expect(configOf(fields)).toMatchObject(expected));

  it.each([
    { gate_environment: 'A' },
    { gate_environment: ['A-B'] },
    { gate_environment: { A: 'a.org' } },
    { gate_hosts: ['https://a.org'] },
    { gate_hosts: 'a.org' },
    { gate_commands: 'sh' },
  ])('does not take %j', (fields) => {
    expect(transitionerConfig.safeParse({ ...required, ...fields }).error?.issues).toHaveLength(1);
  });
});
