import { describe, expect, it } from '@jest/globals';
import type { Preview, PreviewMove, PreviewRequest } from '@tribble/api';
import { formatProblem, History } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { changeId } from '../change.ts';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import { environment, type Files, gates, staircase, worldOf } from '../forecast/testing.ts';
import { preview } from './index.ts';

const toProd = '  prod: {source: pp, target: prod, preconditions: [SourceClean]}\n';
const locked: Files = {
  ...staircase,
  'prod/locks.yaml':
    '# mind the gap\nenv_lock: {reasons: [sale, {reason: party, until: "2026-11-21T20:00:00Z"}]}\n',
};

function previewed(facts: Facts, request: PreviewRequest, hours?: number): Preview {
  const answer = preview(facts, gates, request, hours === undefined ? {} : { hours });
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

const told = (moves: readonly PreviewMove[]) =>
  moves.map(({ target, change, before, after }) =>
    [target, change.resource, change.to, before.at?.slice(11, 16), after.at?.slice(11, 16)].join(' '),
  );

const outcome = ({ released, held, rescheduled, summary }: Preview) => ({
  released: told(released),
  held: told(held),
  rescheduled: told(rescheduled),
  summary,
});

const nothing = { released: [], held: [], rescheduled: [] };

describe('what a request would change', () => {
  it.each<{ name: string; request: PreviewRequest; files?: Files; transitions?: string; expected: object }>([
    {
      name: 'a lock',
      request: { kind: 'lock', environment: 'prod' },
      expected: { ...nothing, held: ['prod s1 98 12:00 '], summary: '1 version would not move to prod' },
    },
    {
      name: 'a lock that ends',
      request: { kind: 'lock', environment: 'prod', until: '2026-11-21T15:00:00Z' },
      expected: {
        ...nothing,
        rescheduled: ['prod s1 98 12:00 15:00'],
        summary: '1 version would move to prod later than otherwise',
      },
    },
    {
      name: 'a lock that ends after the forecast',
      request: { kind: 'lock', environment: 'prod', resource: 's1', until: '2026-12-21T15:00:00Z' },
      expected: { ...nothing, held: ['prod s1 98 12:00 '], summary: '1 version would not move to prod' },
    },
    {
      name: 'a lock that is there already',
      request: { kind: 'lock', environment: 'prod' },
      files: locked,
      expected: { ...nothing, summary: 'nothing would move otherwise in the next 24 hours' },
    },
    {
      name: 'an unlock',
      request: { kind: 'unlock', environment: 'prod' },
      files: locked,
      expected: {
        ...nothing,
        released: ['prod s1 98  12:00'],
        summary: '1 version would move to prod at once',
      },
    },
    {
      name: 'an unlock of one reason of two',
      request: { kind: 'unlock', environment: 'prod', reason: 'sale' },
      files: locked,
      expected: {
        ...nothing,
        released: ['prod s1 98  20:00'],
        summary: '1 version would move to prod later on',
      },
    },
    {
      name: 'a pause',
      request: { kind: 'pause', until: '2026-11-21T13:00:00Z' },
      expected: { ...nothing, rescheduled: ['prod s1 98 12:00 13:00'] },
    },
    {
      name: 'the pause of one transition',
      request: { kind: 'pause', transition: 'prod' },
      expected: { ...nothing, held: ['prod s1 98 12:00 '] },
    },
    {
      name: 'the end of a pause',
      request: { kind: 'resume' },
      files: { ...staircase, 'pauses.yaml': 'all: {reasons: [party]}' },
      expected: { ...nothing, released: ['prod s1 98  12:00'] },
    },
    {
      name: 'the end of a pause that there is not',
      request: { kind: 'resume', transition: 'prod' },
      expected: nothing,
    },
    {
      name: 'another text of transitions.yaml',
      request: {
        kind: 'file',
        path: 'transitions.yaml',
        text: 'transitions: {dev: {source: latest, target: dev}, pp: {source: dev, target: pp}}',
      },
      expected: {
        released: ['dev s1 100  12:00', 'pp s1 100  12:00'],
        held: ['prod s1 98 12:00 '],
        rescheduled: [],
        summary: '2 versions would move to dev and pp at once; 1 version would not move to prod',
      },
    },
    {
      name: 'another text of a lock file',
      request: { kind: 'file', path: 'prod/locks.yaml', text: '' },
      files: locked,
      expected: { ...nothing, released: ['prod s1 98  12:00'] },
    },
  ])('$name', ({ request, files = staircase, transitions = toProd, expected }) => {
    expect(outcome(previewed(worldOf(transitions, files), request))).toMatchObject(expected);
  });

  it('an approval', () => {
    const transitions = `  prod: {source: pp, target: prod, preconditions: [{Approval: {from: [ann@example.org]}}]}\n`;
    const facts = worldOf(transitions, staircase);
    const { candidate } = decide(facts, gates, { judgeAll: true }).judged.get('prod') ?? {};
    const request = { kind: 'approval', transition: 'prod', by: 'Ann <ann@example.org>' } as const;
    const change = changeId('prod', candidate?.changes ?? []);
    expect(outcome(previewed(facts, { ...request, changes: [change] })).released).toEqual([
      'prod s1 98  12:00',
    ]);
    const beginning = { ...request, changes: [change.slice(0, 12), change] };
    expect(outcome(previewed(facts, beginning)).released).toEqual(['prod s1 98  12:00']);
    const stranger = { ...request, by: 'Eve <eve@example.org>', changes: [change] };
    expect(outcome(previewed(facts, stranger)).released).toEqual([]);
  });

  it('looks as far ahead as it is asked to', () => {
    const facts = worldOf(toProd, locked);
    const request = { kind: 'unlock', environment: 'prod', reason: 'sale' } as const;
    const { released, after } = previewed(facts, request, 2);
    expect(released).toEqual([]);
    expect(after).toMatchObject({ to: '2026-11-21T14:00:00.000Z', blocked: [{ transition: 'prod' }] });
  });

  it('an unlock of a transition with a schedule is due at the next tick after it', () => {
    const past = new History();
    past.add({
      revision: 'a',
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T08:00:00Z',
      changes: [{ path: 'pp/version/s1.yaml', id: 'x' }],
    });
    const transitions = '  prod: {source: pp, target: prod, schedule: "0 9 * * *"}\n';
    const facts = worldOf(transitions, locked, { past });
    const { released } = previewed(facts, { kind: 'unlock', environment: 'prod' });
    expect(released.map(({ after }) => after.at)).toEqual(['2026-11-22T09:00:00.000Z']);
  });
});

describe('what is wrong with the files', () => {
  it.each([
    [
      'transitions.yaml',
      'transitions:\n  prod: {source: pp, taget: prod}',
      /^transitions\.yaml:2:22: .*taget: unknown key/,
    ],
    [
      'transitions.yaml',
      'transitions:\n  prod: {source: pp, target: prod, preconditions: [Soka]}',
      /^transitions\.yaml:2:\d+: .*Soka/,
    ],
    ['pauses.yaml', 'al: {}', /^pauses\.yaml:1:1: al: unknown key/],
    ['approvals.yaml', '[', /^approvals\.yaml:/],
    ['deployers.yaml', 'deployers: {prod: {}}', /^deployers\.yaml:.*type/],
    ['prod/locks.yaml', 'env_lock: yes', /^prod\/locks\.yaml:1:\d+: env_lock/],
  ])('%s: %j', (path, text, problem) => {
    const { problems, summary } = previewed(worldOf(toProd, staircase), { kind: 'file', path, text });
    expect(problems.map(formatProblem)).toContainEqual(expect.stringMatching(problem));
    expect(summary).toMatch(/^a fault: /);
  });

  it('is not told of files that the request leaves alone', () => {
    const files = { ...staircase, 'pp/locks.yaml': '[', 'pauses.yaml': 'transitions: {}' };
    expect(previewed(worldOf(toProd, files), { kind: 'lock', environment: 'prod' }).problems).toEqual([]);
  });
});

describe('what cannot be approved', () => {
  const gate = 'preconditions: [{Approval: {from: [ann@example.org]}}]';
  const facts = worldOf(`  prod: {source: pp, target: prod, ${gate}}\n`, staircase);
  const { candidate } = decide(facts, gates, { judgeAll: true }).judged.get('prod') ?? {};
  const id = changeId('prod', candidate?.changes ?? []);
  const each = worldOf(`  prod: {source: pp, target: prod, perResource: true, ${gate}}\n`, {
    ...environment('pp', { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 }),
    ...environment('prod', {}, ['a', 'b', 'c', 'd', 'e', 'f']),
  });
  const none = worldOf(`  prod: {source: pp, target: prod, ${gate}}\n`, {
    ...environment('pp', { s1: 1 }),
    ...environment('prod', { s1: 1 }),
  });
  it.each<{ name: string; in?: Facts; changes: string[]; by?: string; fault: RegExp | string }>([
    {
      name: 'what is not pending',
      changes: ['another', id, 'old'],
      fault: `another, old are not pending for prod; pending is ${id}`,
    },
    {
      name: 'less of an id than is shown',
      changes: [id.slice(0, 11)],
      fault: `${id.slice(0, 11)} is not pending for prod; pending is ${id}`,
    },
    {
      name: 'all as one where each resource is judged alone',
      in: each,
      changes: [id],
      fault: /^[0-9a-f]{40} is not pending for prod; pending is ([0-9a-f]{40}, ){4}[0-9a-f]{40} and 1 more$/,
    },
    {
      name: 'anything where nothing is pending',
      in: none,
      changes: [id],
      fault: `${id} is not pending for prod; nothing is`,
    },
    { name: 'in nobody’s name', changes: [id], by: 'ann', fault: 'by: expected `Name <mail>`, got "ann"' },
    {
      name: 'under a mail address alone',
      changes: [id],
      by: 'a@x',
      fault: 'by: expected `Name <mail>`, got "a@x"',
    },
  ])('$name', ({ in: world = facts, changes, by = 'Ann <ann@example.org>', fault }) => {
    const answer = preview(world, gates, { kind: 'approval', transition: 'prod', changes, by });
    expect(answer).toEqual({ fault: typeof fault === 'string' ? fault : expect.stringMatching(fault) });
  });
});

describe('what cannot be asked', () => {
  it.each<[PreviewRequest, RegExp]>([
    [{ kind: 'lock', environment: 'prdo' }, /^there is no environment "prdo": did you mean prod\?$/],
    [
      { kind: 'unlock', environment: 'prod', resource: 's2' },
      /^there is no resource "s2": did you mean s1\?$/,
    ],
    [{ kind: 'pause', transition: 'nothing' }, /^there is no transition "nothing": there are prod$/],
    [{ kind: 'approval', transition: 'x', changes: ['a'], by: 'Ann <a@x>' }, /^there is no transition "x"/],
    [
      { kind: 'file', path: 'prod/base/s1.yaml', text: '' },
      /^prod\/base\/s1\.yaml is no settings file: there are /,
    ],
    [{ kind: 'file', path: '../locks.yaml', text: '' }, /is no settings file/],
    [{ kind: 'lock', environment: 'pp' }, /^pp\/locks\.yaml:1:1: /],
  ])('%j', (request, fault) => {
    const files = { ...staircase, 'pp/locks.yaml': '- no map' };
    const answer = preview(worldOf(toProd, files), gates, request);
    expect(answer).toEqual({ fault: expect.stringMatching(fault) });
  });
});

it('what changes nothing is never told to change something', () => {
  const versions = fc.record({ a: fc.integer({ min: 1, max: 3 }), b: fc.integer({ min: 1, max: 3 }) });
  const lock = fc.constantFrom<Files>({}, { 'prod/locks.yaml': 'env_lock: {reasons: [stop]}' });
  fc.assert(
    fc.property(versions, versions, lock, (pp, prod, locks) => {
      const files = { ...environment('pp', pp), ...environment('prod', prod), ...locks };
      const facts = worldOf(toProd, files);
      const text = files['prod/locks.yaml'] ?? '';
      const requests: PreviewRequest[] = [
        { kind: 'unlock', environment: 'pp' },
        { kind: 'unlock', environment: 'prod', reason: 'another' },
        { kind: 'resume' },
        { kind: 'file', path: 'prod/locks.yaml', text },
        { kind: 'file', path: 'transitions.yaml', text: `transitions:\n${toProd}# the same\n` },
      ];
      for (const request of requests)
        expect(previewed(facts, request)).toMatchObject({ ...nothing, problems: [] });
    }),
    { numRuns: 30 },
  );
});
