import type { Forecast, PendingChange, TransitionDetail, TransitionerOperations } from '@tribble/api';
import { transitionerSpec } from '@tribble/api/specs';
import {
  createApp,
  createMetrics,
  type Handlers,
  listen,
  type Logger,
  ProblemError,
} from '@tribble/service-kit';

/** A request that the transitioner got, once its API has checked it. */
type Asked = { operation: string; params?: unknown; query?: unknown; body?: unknown };

/** A transitioner that answers over HTTP as its API says; what it decides is made up. */
export type TestTransitioner = {
  url: string;
  asked: Asked[];
  /** The transitions that there are. */
  details: Map<string, TransitionDetail>;
  close(): Promise<void>;
};

const noon = '2026-11-21T12:00:00.000Z';
export const forecast: Forecast = { from: noon, to: noon, moves: [], blocked: [], complete: true };

/** Starts a transitioner. */
export async function startTransitioner(log: Logger): Promise<TestTransitioner> {
  const asked: Asked[] = [];
  const details = new Map<string, TransitionDetail>();
  const app = createApp<TransitionerOperations>({
    name: 'transitioner',
    spec: transitionerSpec,
    log,
    metrics: createMetrics(),
    ready: () => ({ ready: true }),
    handlers: handlersOf(asked, details),
  });
  const { port, close } = await listen(app, { host: '127.0.0.1', port: 0, log });
  return { url: `http://127.0.0.1:${port}`, asked, details, close };
}

function handlersOf(
  asked: Asked[],
  details: ReadonlyMap<string, TransitionDetail>,
): Handlers<TransitionerOperations> {
  const detailOf = (operation: string, params: { transition: string }) => {
    asked.push({ operation, params });
    const detail = details.get(params.transition);
    if (detail) return { status: 200 as const, body: detail };
    const errors = [{ path: '/params/transition', message: 'unknown' }];
    throw new ProblemError(404, 'Not Found', `There is no transition "${params.transition}".`, errors);
  };
  return {
    getStatus: () => ({ status: 200, body: { order: [], transitions: {}, paused: [], problems: [] } }),
    getEvents: (_request, response) => void response.end(),
    getTransition: ({ params }) => detailOf('getTransition', params),
    evaluateTransition: ({ params }) => detailOf('evaluateTransition', params),
    explain: ({ query }) => {
      asked.push({ operation: 'explain', query });
      const { resource, environment } = query;
      const body = { resource, environment, arrived: false, summary: 'soon', links: [] };
      return { status: 200, body };
    },
    getForecast: ({ query }) => {
      asked.push({ operation: 'getForecast', query });
      return { status: 200, body: forecast };
    },
    preview: ({ body }) => {
      asked.push({ operation: 'preview', body });
      const none = { released: [], held: [], rescheduled: [], problems: [] };
      return { status: 200, body: { ...none, summary: 'nothing would change', after: forecast } };
    },
  };
}

/** A transition that has something pending. */
export function transitionDetail(
  name: string,
  pending: readonly PendingChange[],
  more: Partial<TransitionDetail> = {},
): TransitionDetail {
  const changes = pending.map(({ resource, from, to }) => ({
    resource,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }));
  const result = { result: 'CheckFailed', message: 'not approved' } as const;
  const status = {
    source: 'pp',
    sources: ['pp'],
    target: 'prod',
    result,
    leftOut: [],
    gates: [],
    paused: [],
  };
  const lists = { gates: [], approvals: [], runs: [], successful: [] };
  return { name, status: { ...status, pending: changes }, pending: [...pending], ...lists, ...more };
}
