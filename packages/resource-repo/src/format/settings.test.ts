import { describe, expect, it } from '@jest/globals';
import { parseDeployers } from './deployers.ts';
import type { RepositoryFile } from './file.ts';
import { parseTransitions } from './transitions.ts';

const file = (path: string, text: string): RepositoryFile => ({ path, id: '', content: { text } });
const deployers = (text: string) => parseDeployers(file('deployers.yaml', text));
const transitions = (text: string) => parseTransitions(file('transitions.yaml', text));

describe('parseDeployers', () => {
  it('reads the shared options and hands on the backend’s own', () => {
    const { deployers: found, problems } = deployers(
      'deployers:\n  dev: {type: Kubernetes, namespace: dev, paused: true}\n',
    );
    expect(problems).toEqual([]);
    expect(found.get('dev')).toMatchObject({
      type: 'Kubernetes',
      paused: true,
      selfHeal: true,
      options: { namespace: 'dev' },
    });
  });

  it('leaves out a bad entry, names it, and keeps the others', () => {
    const { deployers: found, problems } = deployers(
      'deployers:\n  dev: {type: Mock}\n  pp: {namespace: pp}\n  "../x": {type: Mock}\n',
    );
    expect([...found.keys()]).toEqual(['dev']);
    expect(problems).toMatchObject([
      { line: 3, column: 3, message: 'deployers.pp.type: expected the name of a backend' },
      { line: 4, column: 3, message: 'deployers.../x: cannot be the name of an environment' },
    ]);
  });

  it('tells the place of an option that the backend refuses', () => {
    const { deployers: found } = deployers('deployers:\n  dev:\n    type: Kubernetes\n    namespac: dev\n');
    expect(found.get('dev')?.problemAt(['namespac'], 'unknown option')).toEqual({
      path: 'deployers.yaml',
      line: 4,
      column: 5,
      message: 'deployers.dev.namespac: unknown option',
    });
  });
});

describe('prune', () => {
  const pruneOf = (text: string) => {
    const { deployers: found, problems } = deployers(`deployers:\n  dev:\n    type: Mock\n    ${text}\n`);
    return { prune: found.get('dev')?.prune, problems };
  };

  it.each([
    ['paused: true', { enabled: true, limit: 0.5 }],
    ['prune: true', { enabled: true, limit: 0.5 }],
    ['prune: false', { enabled: false, limit: 0.5 }],
    ['prune: {}', { enabled: true, limit: 0.5 }],
    ['prune: {enabled: false, limit: 10%}', { enabled: false, limit: 0.1 }],
    ['prune: {limit: "12.5 %"}', { enabled: true, limit: 0.125 }],
    ['prune: {limit: 0}', { enabled: true, limit: 0 }],
    ['prune: {limit: 100, confirm: "7f3a"}', { enabled: true, limit: 1, confirm: '7f3a' }],
  ])('%s', (text, prune) => {
    expect(pruneOf(text)).toEqual({ prune, problems: [] });
  });

  it.each([
    ['prune: yes', 'deployers.dev.prune: expected true, false or {enabled, limit, confirm}', 5],
    ['prune:', 'deployers.dev.prune: expected true, false or {enabled, limit, confirm}', 5],
    ['prune: {limit: 101%}', 'deployers.dev.prune.limit: expected a percentage', 13],
    ['prune: {limit: -1}', 'deployers.dev.prune.limit: expected a percentage', 13],
    ['prune: {limit: half}', 'deployers.dev.prune.limit: expected a percentage', 13],
    ['prune: {limit: .nan}', 'deployers.dev.prune.limit: expected a percentage', 13],
    ['prune: {enabled: 1}', 'deployers.dev.prune.enabled: expected true or false', 13],
    ['prune: {confirm: 7}', 'deployers.dev.prune.confirm: expected text', 13],
    ['prune: {limits: 5%}', 'deployers.dev.prune.limits: unknown key', 13],
  ])('%s is a problem, and never a wider prune', (text, message, column) => {
    const { prune, problems } = pruneOf(text);
    expect(prune).toBeUndefined();
    expect(problems).toMatchObject([
      { line: 4, column, message: expect.stringContaining(message) as unknown as string },
    ]);
  });
});

describe('parseTransitions', () => {
  it('keeps the order of the file, whatever the names', () => {
    const { transitions: found } = transitions(
      'transitions:\n  prod: {source: pp, target: prod}\n  "10": {source: a, target: b}\n  "2": {source: dev, target: pp}\n',
    );
    expect(found.map(({ name }) => name)).toEqual(['prod', '10', '2']);
  });

  it('reads gates with and without options', () => {
    const { transitions: found } = transitions(
      'transitions:\n  prod:\n    source: pp\n    target: prod\n    preconditions:\n      - SourceClean\n      - Soak: {for: 30m}\n',
    );
    const gates = found[0]?.transition?.preconditions;
    expect(gates).toMatchObject([{ type: 'SourceClean' }, { type: 'Soak', options: { for: '30m' } }]);
    expect(gates?.[0]?.problemAt('x', ['for'])).toMatchObject({
      line: 6,
      message: 'transitions.prod.preconditions.0: x',
    });
    expect(gates?.[1]?.problemAt('x')).toMatchObject({
      line: 7,
      message: 'transitions.prod.preconditions.1.Soak: x',
    });
    expect(gates?.[1]?.problemAt('x', ['for'], 'y')).toEqual({
      path: 'transitions.yaml',
      line: 7,
      column: 16,
      message: 'transitions.prod.preconditions.1.Soak.for: x',
      hint: 'y',
    });
  });

  const transitionOf = (text: string) => {
    const { transitions: found, problems } = transitions(`transitions:\n  t:\n    ${text}\n`);
    return { transition: found[0]?.transition, problems };
  };

  it('has defaults that widen nothing', () => {
    const { transition } = transitionOf('source: a\n    target: b');
    expect(transition).toEqual({
      sources: ['a'],
      needs: 'all',
      target: 'b',
      preconditions: [],
      exclude: [],
      together: [],
      perResource: false,
      propagateDeletes: false,
      unlockAfter: false,
      problemAt: expect.any(Function) as unknown,
    });
  });

  it.each([
    ['source: [a]\n    target: c', { sources: ['a'], needs: 'all' }],
    ['source: [a, b]\n    sources: all\n    target: c', { sources: ['a', 'b'], needs: 'all' }],
    ['source: [a, b]\n    sources: any\n    target: c', { sources: ['a', 'b'], needs: 'any' }],
    ['source: a\n    target: c\n    together: ["shop/**", api]', { together: ['shop/**', 'api'] }],
    ['source: a\n    target: c\n    onFailure: rollback', { rollbackWithin: 600_000 }],
    ['source: a\n    target: c\n    onFailure: {rollback: {within: 15m}}', { rollbackWithin: 900_000 }],
    [
      'source: a\n    target: c\n    resources: {include: [x], exclude: [y]}',
      { include: ['x'], exclude: ['y'] },
    ],
  ])('%j', (text, expected) => {
    const { transition, problems } = transitionOf(text);
    expect(problems).toEqual([]);
    expect(transition).toMatchObject(expected);
  });

  it('tells the place of a fault that is found later, or of the deepest part of it that exists', () => {
    const { transition } = transitionOf('source: a\n    target: b\n    schedule: never');
    expect(transition?.problemAt(['schedule'], 'is no cron', 'five fields')).toEqual({
      path: 'transitions.yaml',
      line: 5,
      column: 5,
      message: 'transitions.t.schedule: is no cron',
      hint: 'five fields',
    });
    expect(transition?.problemAt(['timezone', 'x'], 'is none')).toMatchObject({
      line: 2,
      message: 'transitions.t.timezone.x: is none',
    });
  });

  it('reads who bears which role', () => {
    const { roles, problems } = transitions(
      'roles: {release-managers: [ann@example.org, Bob]}\ntransitions: {}',
    );
    expect(problems).toEqual([]);
    expect(roles).toEqual(new Map([['release-managers', ['ann@example.org', 'Bob']]]));
  });

  it('nobody bears a role where the roles are bad', () => {
    const rule = 'transitions: {prod: {source: pp, target: prod}}';
    expect(
      transitions(`roles: {release-managers: ann@example.org, qa: [bob@example.org]}\n${rule}`),
    ).toMatchObject({
      roles: new Map(),
      transitions: [{ name: 'prod', transition: { target: 'prod' }, problems: [] }],
      problems: [
        {
          line: 1,
          column: 9,
          message: expect.stringContaining('roles.release-managers: expected a list of people') as unknown,
          hint: 'until this is mended nobody bears a role',
        },
      ],
    });
  });

  it.each([
    '" prod"',
    '"prod "',
    '""',
    '"a  b"',
    '"a\\nb"',
    '"a\\tb"',
    '"a\\0"',
    '"\\ud800"',
    'x'.repeat(101),
  ])('a transition called %s moves nothing, because a trailer could not bear its name', (name) => {
    const { transitions: found, problems } = transitions(
      `transitions:\n  ok: {source: a, target: b}\n  ${name}: {source: b, target: c}\n`,
    );
    expect(found.map(({ transition }) => transition?.target)).toEqual(['b', undefined]);
    expect(problems).toMatchObject([
      {
        line: 3,
        column: 3,
        message: expect.stringMatching(/^transitions\..*: cannot be the name of a transition$/s) as unknown,
      },
    ]);
  });

  it.each(['dev (eu)', 'dev/eu', 'nach Köln', 'x'.repeat(100)])('a transition may be called %s', (name) => {
    const { transitions: found } = transitions(`transitions: {${name}: {source: a, target: b}}`);
    expect(found).toMatchObject([{ name, transition: { target: 'b' } }]);
  });

  it('a gate with a second name is none, whatever that name', () => {
    const { transitions: found, problems } = transitions(
      'transitions: {t: {source: a, target: b, preconditions: [{SourceClean: {}, __proto__: {}}]}}',
    );
    expect(found).toEqual([{ name: 't', problems }]);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('preconditions.0: expected the name of a gate') as unknown },
    ]);
  });

  it.each([
    {
      text: 'target: b',
      message: 'transitions.t.source: expected the name of an environment, or a list of them',
    },
    {
      text: 'source: []\n    target: b',
      message: 'transitions.t.source: expected the name of an environment, or a list of them',
    },
    {
      text: 'source: [a, "../x"]\n    target: b',
      message: 'transitions.t.source.1: cannot be the name of an environment',
    },
    {
      text: 'source: [a, b]\n    target: c',
      message: expect.stringContaining('transitions.t.source: has several') as unknown as string,
      line: 3,
    },
    {
      text: 'source: [a, b, a]\n    sources: any\n    target: c',
      message: 'transitions.t.source: names an environment twice',
    },
    {
      text: 'source: [a, b]\n    sources: any\n    target: b',
      message: 'transitions.t.target: is the source too',
    },
    {
      text: 'source: [a, b]\n    sources: both\n    target: c',
      message: 'transitions.t.sources: expected `all` or `any`',
      line: 4,
    },
    {
      text: 'source: a\n    target: b\n    onFailure: retry',
      message: expect.stringContaining('transitions.t.onFailure: expected `rollback`') as unknown as string,
      line: 5,
    },
    {
      text: 'source: a\n    target: b\n    onFailure: {rollback: {within: soon}}',
      message: expect.stringContaining('transitions.t.onFailure') as unknown as string,
      line: 5,
    },
    {
      text: 'source: a\n    target: b\n    shedule: x',
      message: 'transitions.t.shedule: unknown key',
      hint: 'did you mean "schedule"?',
      line: 5,
    },
    { text: 'source: a\n    target: a', message: 'transitions.t.target: is the source too', line: 4 },
    {
      text: 'source: a\n    target: b\n    preconditions: [{A: 1, B: 2}]',
      message: expect.stringContaining('one gate') as unknown as string,
    },
    {
      text: 'source: a\n    target: b\n    resources: {includ: []}',
      message: 'transitions.t.resources.includ: unknown key',
      hint: 'did you mean "include"?',
    },
    {
      text: 'source: a\n    target: b\n    onFailure: {rollback: {withn: 5m}}',
      message: 'transitions.t.onFailure.rollback.withn: unknown key',
      hint: 'did you mean "within"?',
      line: 5,
      column: 28,
    },
    {
      text: 'source: a\n    target: b\n    resources: {only: []}',
      message: 'transitions.t.resources.only: unknown key',
      hint: 'known keys: include, exclude',
    },
  ])('a transition with a fault keeps its place and moves nothing: $text', ({ text, ...expected }) => {
    const { transitions: found, problems } = transitions(
      `transitions:\n  t:\n    ${text}\n  ok: {source: x, target: y}\n`,
    );
    expect(found.map(({ name, transition }) => [name, transition !== undefined])).toEqual([
      ['t', false],
      ['ok', true],
    ]);
    expect(problems[0]).toMatchObject({ path: 'transitions.yaml', ...expected });
  });

  it('has none where the file is bad as a whole', () => {
    expect(transitions('transition: {}')).toMatchObject({
      transitions: [],
      problems: [{ message: 'transition: unknown key', line: 1, column: 1 }],
    });
  });
});
