import { describe, expect, it } from '@jest/globals';
import { parseDeployers } from './deployers.ts';
import type { RepositoryFile } from './file.ts';
import { parseTransitionState, setDue } from './transition-state.ts';
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
    expect(gates?.[1]?.problemAt('x')).toMatchObject({
      line: 7,
      message: 'transitions.prod.preconditions.1: x',
    });
  });

  it.each([
    { text: 'target: b', message: 'transitions.t.source: expected the name of an environment' },
    {
      text: 'source: a\n    target: b\n    shedule: x',
      message: 'transitions.t.shedule: unknown key',
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

describe('transition_state.yaml', () => {
  it('is edited with its comments kept, and read back', () => {
    const text = setDue(
      file(
        'transition_state.yaml',
        '# state\nscheduled:\n  a: {schedule: x, due: 2026-01-01T00:00:00Z} # a\n',
      ),
      'b',
      '0 9 * * *',
      new Date('2026-11-22T09:00:00Z'),
    );
    expect(text).toContain('# a');
    expect(text.startsWith('# state\n')).toBe(true);
    expect(parseTransitionState(file('transition_state.yaml', text)).state?.get('b')).toEqual({
      schedule: '0 9 * * *',
      due: '2026-11-22T09:00:00.000Z',
    });
  });

  it('is unknown where it is bad, so that nothing scheduled moves', () => {
    const { state, problems } = parseTransitionState(
      file('transition_state.yaml', 'scheduled: {a: {due: now}}'),
    );
    expect(state).toBeUndefined();
    expect(problems.length).toBeGreaterThan(0);
  });
});
