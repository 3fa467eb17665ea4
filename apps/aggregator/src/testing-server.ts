import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentStatus, Freshness, Problem, TransitionerStatus } from '@tribble/api';
import { openResourceRepo, type ResourceRepo } from '@tribble/resource-repo';
import {
  createEventStream,
  createMetrics,
  type EventStream,
  listen,
  type Logger,
} from '@tribble/service-kit';
import { aggregatorApp } from './app.ts';
import { emptyState } from './core/state.ts';
import { FileProblems } from './file-problems.ts';
import { LiveState } from './live-state.ts';
import { transitionerAt } from './transitioner-client.ts';

const since = '2026-11-21T00:00:00.000Z';

/** What the other services report, as a test wants it. */
class FakeReports {
  environments = new Map<string, EnvironmentStatus>();
  transitioner: TransitionerStatus | undefined;
  problems: Problem[] = [];
  freshness: { deployer: Freshness; transitioner: Freshness } = {
    deployer: { state: 'live', since },
    transitioner: { state: 'live', since },
  };
}

/** An aggregator that answers over HTTP from a real repository; only what other services report is made up. */
export type TestServer = {
  repo: ResourceRepo;
  live: LiveState;
  reports: FakeReports;
  events: EventStream;
  url: string;
  /** Moves the clock, which stands still otherwise. */
  setTime(time: string): void;
  close(): Promise<void>;
};

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:1';

/** Starts an aggregator on a repository. */
export async function startServer(
  repositoryUrl: string,
  log: Logger,
  transitionerUrl = nowhere,
): Promise<TestServer> {
  let time = new Date('2026-11-21T12:00:00Z');
  const now = () => time;
  const directory = await mkdtemp(join(tmpdir(), 'tribble-aggregator-'));
  const committer = { name: 'Tribble aggregator', email: 'aggregator@tribble.invalid' };
  const repo = await openResourceRepo({ url: repositoryUrl, directory, committer, now });
  const reports = new FakeReports();
  const events: EventStream = createEventStream({ snapshot: () => ({ type: 'snapshot', data: live.state }) });
  const changed = (patch: unknown) => events.send({ type: 'patch', data: patch });
  const initial = emptyState({ repository: { state: 'waiting', since }, ...reports.freshness });
  const live: LiveState = new LiveState(
    { repo, reports, problems: new FileProblems(), now, changed },
    initial,
  );
  await repo.fetch();
  live.setRepository('live');
  const transitioner = transitionerAt(transitionerUrl);
  const app = aggregatorApp({ repo, live, events, transitioner, now, log, metrics: createMetrics() });
  const server = await listen(app, { host: '127.0.0.1', port: 0, log });
  const close = async () => {
    events.close();
    await server.close();
    await repo.close();
    await rm(directory, { recursive: true, force: true });
  };
  const setTime = (text: string) => {
    time = new Date(text);
  };
  return { repo, live, reports, events, url: `http://127.0.0.1:${server.port}`, setTime, close };
}

export type Answer = { status: number; type: string | null; body: Record<string, unknown> };

/** Sends JSON, or text as it is. */
export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type')?.split(';')[0] ?? null;
  return { status: response.status, type, body: (await response.json()) as Record<string, unknown> };
}
