/**
 * Serves the built app with a made-up state, so that the board can be seen without any backend:
 * `npm run build && npm run demo`, then open the address that it prints. Versions move and roll out by themselves.
 * RESOURCES=200 adds as many resources, EMPTY=1 begins with none, TROUBLE=1 shows what can go wrong, PORT chooses the
 * port, MOUNT a path such as /tribble.
 */
import { diffMergePatch, type State } from '@tribble/api';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { aLargeState, aState } from './state.ts';
import { aTroubledState } from './troubled-state.ts';
import { answerPromotion } from './fake-promotion.ts';
import { aFaultyState, aGatedState } from './gated-state.ts';

const dist = join(import.meta.dirname, '../dist');
const mount = process.env['MOUNT'] ?? '';
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

let state = firstState();
let number = 0;
const listeners = new Set<ServerResponse>();

function firstState(): State {
  if (process.env['EMPTY'])
    return { ...aState(Date.now()), order: [], environments: {}, resources: {}, problems: [] };
  if (process.env['TROUBLE']) return aFaultyState(Date.now(), aTroubledState(Date.now()));
  return aGatedState(Date.now(), aLargeState(Number(process.env['RESOURCES'] ?? 0), Date.now()));
}

function change(next: State) {
  const patch = diffMergePatch(state, next);
  state = next;
  if (patch === undefined) return;
  number++;
  for (const listener of listeners) send(listener, 'patch', patch);
}

function send(response: ServerResponse, event: string, data: unknown) {
  response.write(`id: ${number}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function events(response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  send(response, 'snapshot', state);
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return text === '' ? {} : JSON.parse(text);
}

async function promotion(request: IncomingMessage, response: ServerResponse, path: string, url: URL) {
  const method = request.method ?? 'GET';
  const answered = answerPromotion(path, { method, url, body: await bodyOf(request) }, state);
  if (!answered) return json(response, 404, { title: 'Not Found', status: 404 });
  if (answered.state) change(answered.state);
  json(response, answered.status, answered.body);
}

async function locks(request: IncomingMessage, response: ServerResponse, environment: string) {
  const { reason, until } = (await bodyOf(request)) as { reason?: string; until?: string };
  if (reason === 'refuse') return refuse(response);
  const view = state.environments[environment] ?? { locks: [], lockFileInvalid: false };
  const next = reason ? [...view.locks, { reason, by: 'you', ...(until && { until }) }] : [];
  change({ ...state, environments: { ...state.environments, [environment]: { ...view, locks: next } } });
  json(response, 201, { commit: '4f1c'.repeat(10), changed: true });
}

function refuse(response: ServerResponse) {
  const detail =
    'The remote was changed eight times in a row while this lock was written. Try again in a moment.';
  json(
    response,
    409,
    { title: 'The lock could not be pushed', status: 409, detail },
    'application/problem+json',
  );
}

function json(response: ServerResponse, status: number, body: unknown, type = 'application/json') {
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
}

function file(response: ServerResponse, path: string) {
  const wanted = join(dist, normalize(path));
  const found = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
  response.writeHead(200, { 'Content-Type': types[extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(response);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const { pathname } = url;
  const path = pathname.startsWith(mount) ? pathname.slice(mount.length) : pathname;
  const locked = /^\/api\/environments\/([^/]+)\/locks$/.exec(path)?.[1];
  if (path === '/api/events') events(response);
  else if (path === '/api/state') json(response, 200, state);
  else if (locked) void locks(request, response, decodeURIComponent(locked));
  else if (path.startsWith('/api/')) void promotion(request, response, path, url);
  else file(response, path);
});

server.listen(Number(process.env['PORT'] ?? 9000), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}${mount}/`);
});

/** s1's rollout in pp ends and begins anew, for ever. */
const steps = ['Clean', 'InProgress'] as const;
let step = 0;
setInterval(
  () => {
    const cell = state.resources['s1']?.cells['pp'];
    const status = steps[step++ % steps.length] ?? 'Clean';
    if (!cell) return;
    const pp = { ...cell, status, liveVersion: status === 'Clean' ? (cell.version ?? '') : '99' };
    const cells = { ...state.resources['s1']?.cells, pp };
    change({ ...state, resources: { ...state.resources, s1: { cells } } });
  },
  Number(process.env['STEP'] ?? 8000),
).unref();
