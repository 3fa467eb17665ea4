import { describe, expect, it } from '@jest/globals';
import type { PendingChange } from '@tribble/api';
import { parseApprovals, type Run } from '@tribble/resource-repo/format';
import { fileOf, noon, snapshotOf } from '../testing.ts';
import { transitionDetail } from '../testing-transitioner.ts';
import { approvable, approvalEdit, approvalFault, wholeIds } from './approval.ts';

const s1: PendingChange = { resource: 's1', from: '99', to: '100', change: 'c1' };
const s2: PendingChange = { resource: 's2', to: '3', change: 'c2' };
const gone: PendingChange = { resource: 'old', from: '1', change: 'c3' };
const together = transitionDetail('prod', [s1, s2], { change: 'all' });
const single = transitionDetail('prod', [s1, s2], { change: 'all', perResource: true });

const author = { name: 'Ann', email: 'ann@x' };
const earlier = '2026-11-21T11:00:00.000Z';
const approver = { author, now: noon, askedAt: new Date('2026-11-21T11:59:59Z') };
const approval = (changes: string[], comment?: string) => ({
  changes,
  ...(comment !== undefined && { comment }),
});

describe('what can be approved', () => {
  it.each([
    { name: 'nothing', detail: transitionDetail('prod', []), expected: {} },
    {
      name: 'nothing, whatever its id',
      detail: transitionDetail('prod', [], { change: 'none' }),
      expected: {},
    },
    { name: 'all together', detail: together, expected: { all: [s1, s2] } },
    { name: 'each resource on its own', detail: single, expected: { c1: [s1], c2: [s2] } },
    {
      name: 'resources that move as one',
      detail: transitionDetail('prod', [s1, { ...s2, change: 'c1' }, gone], {
        change: 'all',
        perResource: true,
      }),
      expected: { c1: [s1, { ...s2, change: 'c1' }], c3: [gone] },
    },
  ])('is $name', ({ detail, expected }) => {
    expect(Object.fromEntries(approvable(detail))).toEqual(expected);
  });
});

describe('what cannot be approved', () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ resource: `r${index}`, to: '1', change: 'x' }));
  it.each([
    { changes: ['all'], detail: together, expected: undefined },
    { changes: ['c1', 'c2'], detail: single, expected: undefined },
    {
      changes: ['seen'],
      detail: together,
      expected:
        'seen is not pending for prod; something newer is pending: s1 100, s2 3 (change all). Look at that before you approve it.',
    },
    {
      changes: ['c1', 'seen', 'all'],
      detail: single,
      expected:
        'seen, all are not pending for prod; something newer is pending: s1 100 (change c1); s2 3 (change c2). Look at that before you approve it.',
    },
    {
      changes: ['c1'],
      detail: transitionDetail('prod', [gone], { change: 'all' }),
      expected:
        'c1 is not pending for prod; something newer is pending: the removal of old (change all). Look at that before you approve it.',
    },
    {
      changes: ['c1'],
      detail: transitionDetail('prod', []),
      expected: 'c1 is not pending for prod; nothing is.',
    },
    {
      changes: ['c1'],
      detail: transitionDetail('prod', many, { change: 'x' }),
      expected: expect.stringContaining('r3 1, r4 1 and 2 more (change x)'),
    },
  ])('$changes: $expected', ({ changes, detail, expected }) => {
    expect(approvalFault('prod', changes, approvable(detail))).toEqual(expected);
  });
});

describe('the beginning of an id', () => {
  const [first, second] = [
    '6dc05bafbfece506f1b26fa1afed9f2e8cd65a36',
    '6dc05bafbfece000000000000000000000000000',
  ];
  const pending = approvable(
    transitionDetail('prod', [{ ...s1, change: first }, { ...s2, change: second }, gone], {
      perResource: true,
    }),
  );

  it.each([
    { name: 'that only one has', given: [first.slice(0, 14)], expected: [first] },
    { name: 'and the whole of it, once', given: [second, second.slice(0, 20)], expected: [second] },
    { name: 'and a short id, which is whole', given: ['c3', first], expected: ['c3', first] },
    { name: 'that several have', given: [first.slice(0, 13)], expected: [first.slice(0, 13)] },
    {
      name: 'that is shorter than what is shown',
      given: [first.slice(0, 11)],
      expected: [first.slice(0, 11)],
    },
    { name: 'of none', given: ['f'.repeat(12)], expected: ['f'.repeat(12)] },
  ])('$name', ({ given, expected }) => {
    expect(wholeIds(given, pending)).toEqual(expected);
  });

  it.each([first.slice(0, 13), first.slice(0, 11)])(
    '%s names nothing for certain, which is said',
    (given) => {
      expect(approvalFault('prod', [given], pending)).toBe(
        `${given} names no single change: give at least the first 12 characters of its id, and so many that no other pending one begins with them. Pending are: s1 100 (change ${first}); s2 3 (change ${second}); the removal of old (change c3).`,
      );
    },
  );
});

/** Who approved what, as the file says after the commit, and its message. */
function committed(result: ReturnType<typeof approvalEdit>) {
  if ('problems' in result || result.edit === undefined) throw new Error(JSON.stringify(result));
  const { files, message, ...rest } = result.edit;
  expect([...files.keys()]).toEqual(['approvals.yaml']);
  const text = files.get('approvals.yaml') ?? '';
  const { approvals, problems } = parseApprovals(fileOf('approvals.yaml', text));
  expect(problems).toEqual([]);
  return { text, approvals: Object.fromEntries(approvals), ...message, ...rest };
}

describe('approving', () => {
  it('names exactly what was approved, who did and why', () => {
    const request = {
      transition: 'prod',
      approval: approval(['all'], ' looks good\n'),
      detail: together,
      runs: [],
    };
    expect(committed(approvalEdit(snapshotOf({}), request, approver))).toMatchObject({
      approvals: {
        prod: [{ change: 'all', by: 'Ann <ann@x>', at: noon.toISOString(), comment: 'looks good' }],
      },
      subject: 'Approve s1 100, s2 3 for prod',
      body: 'looks good',
      trailers: [
        ['Tribble-Action', 'approve'],
        ['Tribble-Transition', 'prod'],
        ['Tribble-Resource', 's1'],
        ['Tribble-Resource', 's2'],
      ],
      author,
    });
  });

  it('names single resources alone', () => {
    const request = { transition: 'prod', approval: approval(['c2'], ' '), detail: single, runs: [] };
    expect(committed(approvalEdit(snapshotOf({}), request, approver))).toMatchObject({
      approvals: { prod: [{ change: 'c2', by: 'Ann <ann@x>', at: noon.toISOString() }] },
      subject: 'Approve s2 3 for prod',
      trailers: expect.not.arrayContaining([['Tribble-Resource', 's1']]) as unknown,
    });
  });

  const file = (...entries: { change: string; by: string; at?: string }[]) => {
    const lines = entries.map(
      ({ change, by, at = earlier }) => `    - {change: ${change}, by: ${by}, at: "${at}"}\n`,
    );
    return snapshotOf({ 'approvals.yaml': `# who let what pass\napprovals:\n  prod:\n${lines.join('')}` });
  };

  it('adds to what others approved, and drops what is not pending any more', () => {
    const before = file({ change: 'old', by: 'Bob <bob@x>' }, { change: 'all', by: 'Bob <bob@x>' });
    const request = { transition: 'prod', approval: approval(['all']), detail: together, runs: [] };
    const { text, approvals } = committed(approvalEdit(before, request, approver));
    expect(approvals['prod']).toMatchObject([
      { change: 'all', by: 'Bob <bob@x>' },
      { change: 'all', by: 'Ann <ann@x>' },
    ]);
    expect(text).toContain('# who let what pass\n');
  });

  it('keeps what somebody approved after it was asked what is pending', () => {
    const before = file(
      { change: 'stale', by: 'Bob <bob@x>' },
      { change: 'newer', by: 'Bob <bob@x>', at: '2026-11-21T11:59:59.500Z' },
    );
    const request = { transition: 'prod', approval: approval(['all']), detail: together, runs: [] };
    const { approvals } = committed(approvalEdit(before, request, approver));
    expect(approvals['prod']?.map(({ change }) => change)).toEqual(['newer', 'all']);
  });

  it.each(['Ann <ann@x>', 'Ann Example <ANN@x>'])('changes nothing where %s approved it', (by) => {
    const before = file({ change: 'old', by: 'Bob <bob@x>' }, { change: 'all', by });
    const request = { transition: 'prod', approval: approval(['all'], 'again'), detail: together, runs: [] };
    expect(approvalEdit(before, request, approver)).toEqual({ edit: undefined });
  });

  it('is possible again once what was approved has moved and was taken back', () => {
    const before = file({ change: 'all', by: 'Ann <ann@x>' });
    const run: Run = {
      revision: 'f'.repeat(40),
      committedAt: noon.toISOString(),
      order: 1,
      action: 'rollback',
      transition: 'prod',
      sources: ['pp'],
      target: 'prod',
      gates: [],
      changes: [{ path: 'prod/version/s1.yaml', id: 'v1' }],
    };
    const request = { transition: 'prod', approval: approval(['all']), detail: together, runs: [run] };
    const later = { ...approver, now: new Date(noon.getTime() + 60_000) };
    const { approvals } = committed(approvalEdit(before, request, later));
    expect(approvals['prod']).toEqual([{ change: 'all', by: 'Ann <ann@x>', at: later.now.toISOString() }]);
    const other = { ...run, changes: [{ path: 'prod/version/other.yaml', id: 'v1' }] };
    expect(approvalEdit(before, { ...request, runs: [other] }, approver)).toEqual({ edit: undefined });
  });

  it('adds what is new of several', () => {
    const request = { transition: 'prod', approval: approval(['c1', 'c2']), detail: single, runs: [] };
    const before = file({ change: 'c1', by: 'Ann <ann@x>' });
    const { subject, approvals } = committed(approvalEdit(before, request, approver));
    expect(subject).toBe('Approve s2 3 for prod');
    expect(approvals['prod']?.map(({ change }) => change)).toEqual(['c1', 'c2']);
  });

  it('does not touch a file that cannot be read', () => {
    const request = { transition: 'prod', approval: approval(['all']), detail: together, runs: [] };
    const result = approvalEdit(snapshotOf({ 'approvals.yaml': 'approvals: [' }), request, approver);
    expect(result).toEqual({ problems: [expect.objectContaining({ path: 'approvals.yaml', line: 1 })] });
  });
});
