import { describe, expect, it } from '@jest/globals';
import { blobId, formatMessage, parseTrailers, type Run } from '@tribble/resource-repo/format';
import type { Change } from './change.ts';
import type { Step } from './decide.ts';
import { blobsOf, editOf } from './edit.ts';
import { transitionOf } from './testing.ts';
import type { GateVerdict } from './verdict.ts';

const context = { textOf: () => undefined };
const move = (changes: readonly Omit<Change, 'sources'>[], verdicts: readonly GateVerdict[] = []) =>
  editOf(
    {
      kind: 'move',
      name: 'to-pp',
      transition: transitionOf(),
      candidate: {
        changes: changes.map((change) => ({ ...change, sources: ['dev'] })),
        files: new Map([['s1', new Map([['pp/version/s1.yaml', 'version: 2']])]]),
        leftOut: [],
      },
      verdicts,
    },
    context,
  );

describe('the commit of a move', () => {
  it.each([
    {
      name: 'a new version',
      changes: [{ resource: 's1', from: '1', to: '2' }],
      subject: 'Move s1 2 from dev to pp',
      body: '- s1: 1 -> 2',
    },
    {
      name: 'a first version',
      changes: [{ resource: 's1', to: '2' }],
      subject: 'Move s1 2 from dev to pp',
      body: '- s1: none -> 2',
    },
    {
      name: 'a removal',
      changes: [{ resource: 's1', from: '1' }],
      subject: 'Move the removal of s1 from dev to pp',
      body: '- s1: 1 -> none',
    },
    {
      name: 'several',
      changes: [
        { resource: 'payments/api', from: '1', to: '1' },
        { resource: 's1', from: '1' },
      ],
      subject: 'Move 2 resources from dev to pp',
      body: '- payments/api: 1 -> 1\n- s1: 1 -> none',
    },
    {
      name: 'a version of several lines stays on its line',
      changes: [{ resource: 's1', to: '2\n\nTribble-Action: lock' }],
      subject: 'Move s1 2 Tribble-Action: lock from dev to pp',
      body: '- s1: none -> 2 Tribble-Action: lock',
    },
  ])('$name', ({ changes, subject, body }) => {
    const { files, message } = move(changes);
    expect([...files.keys()]).toEqual(['pp/version/s1.yaml']);
    const [first, second] = formatMessage(message).split('\n\n');
    expect([first, second]).toEqual([subject, body]);
  });

  const verdict = (gate: string, more: Partial<GateVerdict> = {}): GateVerdict => ({
    gate,
    kind: 'pass',
    reason: 'fine',
    judged: 'dev',
    source: 'dev',
    ...more,
  });

  it('tells programs by trailers what moved and what each gate said of it', () => {
    const { message } = move(
      [{ resource: 's1', to: '2' }],
      [
        verdict('SourceClean', { resource: 's1', reason: 's1 is\nClean' }),
        verdict('SourceClean', { resource: 's2' }),
        verdict('Soak', { kind: 'fail' }),
      ],
    );
    expect(parseTrailers(formatMessage(message))).toEqual([
      ['Tribble-Action', 'transition'],
      ['Tribble-Transition', 'to-pp'],
      ['Tribble-Source', 'dev'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Resource', 's1'],
      ['Tribble-Gate', 'SourceClean pass: s1 is Clean (judged dev)'],
    ]);
  });

  it('does not repeat a gate for thousands of resources', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ resource: `r${index}`, to: '1' }));
    const verdicts = many.map(({ resource }) => verdict('SourceClean', { resource }));
    const gates = move(many, verdicts).message.trailers?.filter(([key]) => key === 'Tribble-Gate');
    expect(gates).toHaveLength(21);
    expect(gates?.at(-1)).toEqual(['Tribble-Gate', 'SourceClean pass: 980 more']);
  });
});

describe('the commit of a rollback', () => {
  const [failed, previous] = [blobId('version: 2'), blobId('version: 1')];
  const run: Run = {
    revision: 'f'.repeat(40),
    committedAt: '2026-11-21T11:55:00Z',
    order: 3,
    action: 'transition',
    transition: 'to-pp',
    sources: ['dev'],
    target: 'pp',
    gates: [],
    changes: [],
  };
  const path = 'pp/version/s1.yaml';
  const step: Step = {
    kind: 'rollback',
    name: 'to-pp',
    transition: transitionOf(),
    run,
    changes: [
      { resource: 's1', path, failed, restored: { path, id: previous } },
      { resource: 'new', path: 'pp/version/new.yaml', failed },
    ],
    reason: 's1 in pp is Failed (crash loop)',
    locks: { path: 'pp/locks.yaml', text: 'the locks' },
  };
  const textOf = (id: string) => (id === previous ? 'version: 1' : undefined);

  it('brings the files back and locks them', () => {
    const { files, message } = editOf(step, { textOf });
    expect(Object.fromEntries(files)).toEqual({ [path]: 'version: 1', 'pp/locks.yaml': 'the locks' });
    expect(message.subject).toBe('Roll 2 resources back in pp');
    expect(message.body).toContain('new: stays, there was no version before');
    expect(message.trailers).toContainEqual(['Tribble-Action', 'rollback']);
  });

  it('takes the failed file away where the version before had another extension', () => {
    const restored = { path: 'pp/version/s1.yml', id: previous };
    const { files } = editOf({ ...step, changes: [{ resource: 's1', path, failed, restored }] }, { textOf });
    expect(files.get(path)).toBeNull();
    expect(files.get('pp/version/s1.yml')).toBe('version: 1');
  });

  it('names the blobs that it needs; where one cannot be read, it locks and says so', () => {
    expect(blobsOf(step)).toEqual([previous]);
    const { files, message } = editOf(step, context);
    expect([...files.keys()]).toEqual(['pp/locks.yaml']);
    expect(message.body).toContain(
      `s1: stays, its version before (blob ${previous}) cannot be read from git`,
    );
  });
});

it('the commit of an unlock writes the locks', () => {
  const step: Step = {
    kind: 'unlock',
    name: 'to-pp',
    transition: transitionOf({ unlockAfter: true }),
    environment: 'dev',
    resources: ['s1'],
    locks: { path: 'dev/locks.yaml', text: 'the locks' },
  };
  const { files, message } = editOf(step, context);
  expect(Object.fromEntries(files)).toEqual({ 'dev/locks.yaml': 'the locks' });
  expect(message.subject).toBe('Unlock s1 in dev');
});
