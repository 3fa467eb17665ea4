import type {
  LockReason,
  NewApproval,
  NewPause,
  PreviewRequest,
  State,
  TransitionStatus,
} from '@tribble/api';
import { createHash } from 'node:crypto';
import { anExplanation } from './explanation.ts';
import { aForecast, aPreview, aPreviewMove } from './forecast.ts';
import { aTransitionDetail } from './promotion.ts';

/** What the made-up aggregator answers, and the state that comes of it where it changes something. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly state?: State;
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

const committed = { commit: '4f1c'.repeat(10), changed: true };

/** Everything about transitions; undefined for what is about something else. */
export function answerPromotion(
  path: string,
  { method, url, body }: Asked,
  state: State,
): Answered | undefined {
  const [, name, command] = /^\/api\/transitions\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
  if (name !== undefined && command === 'approvals')
    return approve(decodeURIComponent(name), body as NewApproval, state);
  if (name !== undefined) return transition(decodeURIComponent(name), state);
  switch (path) {
    case '/api/explain':
      return explain(url.searchParams, state);
    case '/api/forecast':
      return { status: 200, body: forecast(Number(url.searchParams.get('hours')), state) };
    case '/api/preview':
      return { status: 200, body: preview(body as PreviewRequest) };
    case '/api/pauses':
      return pause(method === 'POST' ? (body as NewPause) : undefined, url.searchParams, state);
    default:
      return undefined;
  }
}

function transition(name: string, state: State): Answered {
  const status = state.transitions[name];
  if (!status) return { status: 404, body: { title: `There is no transition ${name}`, status: 404 } };
  const detail = aTransitionDetail(name, status, { change: pendingId(status) }, Date.now());
  return { status: 200, body: name === 'dev' ? { ...detail, approvals: [], runs: [] } : detail };
}

/** An id that is another one for other versions. */
function pendingId({ pending }: TransitionStatus): string {
  const text = pending.map(({ resource, to }) => `${resource}@${to ?? ''}`).join();
  return createHash('sha1').update(text).digest('hex');
}

/** A comment `refuse` is answered as if something newer had come meanwhile. */
function approve(name: string, { comment }: NewApproval, state: State): Answered {
  const status = state.transitions[name];
  if (!status) return { status: 404, body: { title: `There is no transition ${name}`, status: 404 } };
  if (comment === 'refuse') {
    const detail = 'A newer version came while you looked: nothing was approved. See what is pending now.';
    const newer = { ...status, pending: [{ resource: 's1', from: '99', to: '101' }] };
    return {
      status: 409,
      body: { title: 'Something else is pending now', status: 409, detail },
      state: { ...state, transitions: { ...state.transitions, [name]: newer } },
    };
  }
  const gates = status.gates.map((gate) =>
    gate.gate === 'Approval' ? { ...gate, verdict: 'pass' as const, reason: '1 of 1 approvals' } : gate,
  );
  const transitions = { ...state.transitions, [name]: { ...status, gates } };
  return { status: 201, body: committed, state: { ...state, transitions } };
}

function explain(query: URLSearchParams, state: State): Answered {
  const resource = query.get('resource') ?? '';
  const environment = query.get('environment') ?? '';
  const current = state.resources[resource]?.cells[environment]?.version;
  if (environment === 'prod' && resource === 's1')
    return { status: 200, body: anExplanation({}, Date.now()) };
  const summary = `${resource} ${current ?? ''} arrived in ${environment}`;
  const links = [
    { target: environment, state: 'done', code: 'Arrived', reason: 'it was rolled out' } as const,
  ];
  const body = {
    resource,
    environment,
    arrived: true,
    summary,
    links,
    ...(current !== undefined && { current }),
  };
  return { status: 200, body };
}

function forecast(hours: number, state: State) {
  const whole = aForecast({}, Date.now());
  if (state.paused.length > 0) return { ...whole, moves: [] };
  const end = Date.now() + hours * 3_600_000;
  return { ...whole, moves: whole.moves.filter(({ at }) => Date.parse(at) < end) };
}

function preview({ kind }: PreviewRequest) {
  const moves = [aPreviewMove(), aPreviewMove({ change: { resource: 'billing', from: '1.3', to: '1.4' } })];
  return aPreview(kind === 'lock' || kind === 'pause' ? { held: moves } : { released: moves });
}

function pause(asked: NewPause | undefined, query: URLSearchParams, state: State): Answered {
  const name = asked?.transition ?? query.get('transition');
  const gone = query.get('reason');
  const change = (reasons: readonly LockReason[]): LockReason[] => {
    if (!asked) return reasons.filter(({ reason }) => gone !== null && reason !== gone);
    const { reason, until } = asked;
    return [
      ...reasons,
      { reason, by: 'you', at: new Date().toISOString(), ...(until !== undefined && { until }) },
    ];
  };
  const done = { status: 201, body: committed };
  if (name === null) return { ...done, state: { ...state, paused: change(state.paused) } };
  const status = state.transitions[name];
  if (!status) return done;
  const transitions = { ...state.transitions, [name]: { ...status, paused: change(status.paused) } };
  return { ...done, state: { ...state, transitions } };
}
