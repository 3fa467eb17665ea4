import type {
  GateVerdict,
  PendingChange,
  TransitionDetail,
  TransitionRun,
  TransitionStatus,
} from '@tribble/api';
import { aTransition, now } from './state.ts';

const minute = 60_000;
const iso = (at: number) => new Date(at).toISOString();

/** A verdict of the example: Soak holds for another quarter of an hour. */
export function aVerdict(change: Partial<GateVerdict> = {}, from = now): GateVerdict {
  return {
    gate: 'Soak',
    source: 'pp',
    verdict: 'hold',
    reason: 's1 100 was Clean for 15 of 30 minutes',
    judged: 'pp at tree 3f2a91c04d1e',
    until: iso(from + 15 * minute),
    ...change,
  };
}

/** An answer that is not what a gate expects, with what it said. */
const refused: GateVerdict = {
  gate: 'Http',
  source: 'pp',
  verdict: 'fail',
  reason: '/checkout answered 500, expected 200',
  judged: 'GET https://pp.example.org/checkout',
  evidence: [
    {
      text: 'HTTP/1.1 500 Internal Server Error\ncontent-type: text/plain\n\nno database',
      link: 'https://pp.example.org/checkout',
    },
  ],
};

/** What the gates before prod say: one of each verdict. */
export function verdicts(from = now): GateVerdict[] {
  return [
    refused,
    { ...aVerdict({}, from), evidence: [{ text: 'Clean since 14:15', revision: 'b'.repeat(40) }] },
    {
      gate: 'Approval',
      source: 'pp',
      verdict: 'wait',
      reason: '0 of 1 approvals by release-managers',
      judged: 'change 7d1e0c5a9b',
    },
    {
      gate: 'Metric',
      source: 'pp',
      verdict: 'unknown',
      reason: 'prometheus does not answer: connect ECONNREFUSED 10.0.0.7:9090',
      judged: 'error_rate{environment="pp"} < 0.01',
      evidence: [{ text: 'connect ECONNREFUSED 10.0.0.7:9090', link: 'javascript:alert(1)' }],
    },
    {
      gate: 'SourceClean',
      source: 'pp',
      verdict: 'pass',
      reason: 'pp is Clean',
      judged: 'pp at tree 3f2a91c04d1e',
    },
  ];
}

const changelogs: Record<string, string> = {
  s1: 'Retry the payment when the bank is slow\n\n- waits up to 3 s\n- tells the customer what it does',
  'payments/api': 'Fix PAY-231: refunds of more than one item',
};

/** A pending change with what people want to know before they let it. */
export function aPendingChange(change: Partial<PendingChange> = {}, from = now): PendingChange {
  const resource = change.resource ?? 's1';
  return {
    resource,
    from: '99',
    to: '100',
    change: 'a1'.repeat(20),
    versionId: 'c'.repeat(40),
    commit: 'b'.repeat(40),
    author: 'CI <ci@example.org>',
    at: iso(from - 12 * minute),
    changelog: changelogs[resource] ?? 'Smaller things',
    ...change,
  };
}

/** A run of the example: s1 99, rolled out cleanly. */
function aRun(change: Partial<TransitionRun> = {}, from = now): TransitionRun {
  return {
    commit: '4'.repeat(40),
    at: iso(from - 180 * minute),
    action: 'transition',
    changes: [{ resource: 's1', from: '98', to: '99' }],
    gates: ['Soak pass: s1 99 was Clean for 30 minutes'],
    outcome: 'Clean',
    ...change,
  };
}

/** What `GET /api/transitions/{name}` answers about a transition in this state. */
export function aTransitionDetail(
  name = 'prod',
  status: TransitionStatus = aTransition(),
  change: Partial<TransitionDetail> = {},
  from = now,
): TransitionDetail {
  return {
    name,
    status,
    change: '7d'.repeat(20),
    pending: status.pending.map((pending, index) =>
      aPendingChange({ ...pending, change: `${index}f`.repeat(20) }, from),
    ),
    gates: status.gates,
    approvals: [
      {
        change: '7d'.repeat(20),
        by: 'Grace Hopper <grace@example.org>',
        at: iso(from - 5 * minute),
        comment: 'tried in pp',
      },
    ],
    runs: [
      aRun({ outcome: 'Pending', commit: '5'.repeat(40), at: iso(from - minute) }, from),
      aRun({}, from),
      aRun({ action: 'rollback', outcome: 'Superseded', commit: '3'.repeat(40) }, from - 600 * minute),
      aRun({ outcome: 'Failed', commit: '2'.repeat(40), gates: [] }, from - 700 * minute),
    ],
    successful: [aRun({}, from)],
    ...change,
  };
}
