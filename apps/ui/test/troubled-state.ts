import type { Cell, ObjectView, State } from '@tribble/api';
import { aCell, anEnvironment, aState, now } from './state.ts';

/** The end of a log, as the deployer quotes it. */
export const log = [
  '2026-11-20T14:28:51Z INFO  reading /etc/payments/config.yaml',
  '2026-11-20T14:28:51Z INFO  connecting to postgres://payments-db:5432/payments',
  '2026-11-20T14:29:01Z ERROR connect ETIMEDOUT 10.0.4.17:5432',
  '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16)',
  '    at async Pool.connect (/app/node_modules/pg-pool/index.js:45:11)',
  '2026-11-20T14:29:01Z FATAL no database: giving up',
].join('\n');

const crashed = 'Deployment api has 0 of 3 replicas: CrashLoopBackOff: container api ended with exit code 1';

const web: ObjectView = {
  kind: 'Deployment',
  namespace: 'dev',
  name: 'web',
  status: 'Outdated',
  reason: 'Drifted',
  drift: {
    fields: [
      {
        path: '/spec/template/spec/containers/name=web/image',
        live: '"registry.example.org/web:debug"',
        desired: '"registry.example.org/web:0.9.12"',
        manager: 'kubectl-edit',
      },
      { path: '/spec/replicas', live: '1', desired: '3', manager: 'kubectl-scale' },
      { path: '/metadata/labels/team', desired: '"search"' },
      { path: '/spec/paused', live: 'true' },
    ],
    more: 2,
  },
};

/** Objects of one resource with one of every reason that the deployer gives. */
function troubles(from: number): Cell {
  const message = `${crashed}; the log of container api ends:\n${log}`;
  return aCell({
    version: '2.4.0',
    since: new Date(from - 45 * 60_000).toISOString(),
    status: 'Failed',
    reason: 'Failed',
    message: `${crashed}; the log of container api ends: …`,
    objects: [
      { kind: 'Deployment', namespace: 'prod', name: 'api', status: 'Failed', reason: 'Failed', message },
      { ...web, namespace: 'prod' },
      {
        kind: 'Certificate',
        namespace: 'prod',
        name: 'api',
        status: 'Outdated',
        reason: 'Waiting',
        message: 'Certificate api: its kind is not served yet',
      },
      { kind: 'Job', namespace: 'prod', name: 'migrate', status: 'InProgress', reason: 'Terminating' },
    ],
    moreObjects: 7,
  });
}

function healed(from: number): Cell {
  return aCell({
    version: '0.9.12',
    since: new Date(from - 8 * 86_400_000).toISOString(),
    healed: {
      object: 'Deployment dev/web',
      managers: ['kubectl-edit'],
      changes: { fields: web.drift?.fields.slice(0, 1) ?? [] },
      healedAt: new Date(from - 28 * 60_000).toISOString(),
    },
  });
}

/** The example in trouble: a backend that does not answer, a prune that waits, crashes, drift and what was put right. */
export function aTroubledState(from = now): State {
  const state = aState(from);
  const since = new Date(from - 3 * 3_600_000).toISOString();
  const orphans = ['old-api', 'old-worker'].map((name): ObjectView => ({
    kind: 'Deployment',
    namespace: 'prod',
    name,
    status: 'Outdated',
    reason: 'Orphaned',
    message: 'waits for a confirmation',
  }));
  const held =
    '12 of 16 objects left git, more than 50 %: deleting them waits until somebody sets prune.confirm to "9f2c41d07ab3"';
  const cellsOf = (resource: string) => state.resources[resource]?.cells;
  return {
    ...state,
    environments: {
      ...state.environments,
      pp: anEnvironment({
        status: 'Outdated',
        unreachableSince: since,
        message: `Unreachable since ${since}: connect ECONNREFUSED 10.0.0.1:6443`,
      }),
      prod: anEnvironment({
        status: 'Failed',
        message: held,
        prune: { count: 12, objects: orphans, message: held, confirm: '9f2c41d07ab3' },
      }),
    },
    resources: {
      ...state.resources,
      'payments/api': { cells: { ...cellsOf('payments/api'), prod: troubles(from) } },
      'search/indexer': { cells: { ...cellsOf('search/indexer'), dev: healed(from) } },
    },
  };
}
