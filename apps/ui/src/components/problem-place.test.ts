import { describe, expect, it } from '@jest/globals';
import { placeOf, position, problemsAt, transitionProblems } from './problem-place.ts';

const environments = ['dev', 'prod'];

describe('placeOf', () => {
  it.each([
    { path: 'prod/base/billing.yaml', place: { environment: 'prod', resource: 'billing' } },
    { path: 'dev/version/payments/api.yaml', place: { environment: 'dev', resource: 'payments/api' } },
    { path: 'dev/deployable/web.v2.jsonnet', place: { environment: 'dev', resource: 'web.v2' } },
    { path: 'dev/locks.yaml', place: { environment: 'dev' } },
    { path: 'transitions.yaml', place: {} },
    { path: 'lib/base/x.libsonnet', place: {} },
  ])('$path', ({ path, place }) => {
    expect(placeOf({ path, message: '' }, environments)).toEqual(place);
  });
});

describe('problemsAt', () => {
  const problems = ['dev/base/s1.yaml', 'prod/base/s1.yaml', 'prod/locks.yaml', 'deployers.yaml'].map(
    (path) => {
      return { path, message: '' };
    },
  );
  it.each([
    { place: { environment: 'prod', resource: 's1' }, paths: ['prod/base/s1.yaml'] },
    { place: { resource: 's1' }, paths: ['dev/base/s1.yaml', 'prod/base/s1.yaml'] },
    { place: { environment: 'prod' }, paths: ['prod/locks.yaml'] },
    { place: { environment: 'dev' }, paths: [] },
  ])('$place', ({ place, paths }) => {
    expect(problemsAt(problems, environments, place).map(({ path }) => path)).toEqual(paths);
  });
});

describe('position', () => {
  it.each([
    { problem: { line: 3, column: 7 }, text: 'a.yaml:3:7' },
    { problem: { line: 3 }, text: 'a.yaml:3' },
    { problem: {}, text: 'a.yaml' },
    { problem: { column: 7 }, text: 'a.yaml' },
  ])('$text', ({ problem, text }) => {
    expect(position({ path: 'a.yaml', message: '', ...problem })).toBe(text);
  });
});

describe('transitionProblems', () => {
  const at = (message: string, path = 'transitions.yaml') => ({ path, message });

  it.each([
    { problem: at('transitions.prod.preconditions.0.Soak: unknown option "fro"'), expected: 1 },
    { problem: at('transitions.prod: expected {source: …, target: …}'), expected: 1 },
    { problem: at('transitions.production.source: unknown key'), expected: 0 },
    { problem: at('transitions.pp.source: unknown key'), expected: 0 },
    { problem: at('transitions.prod.source: unknown key', 'prod/locks.yaml'), expected: 0 },
  ])('finds $expected of $problem.message in $problem.path', ({ problem, expected }) => {
    expect(transitionProblems([problem], 'prod')).toHaveLength(expected);
  });
});
