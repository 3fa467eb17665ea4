import { expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { allGates, gatesOf } from './gates/index.ts';
import { factsOf } from './testing.ts';

const problemsOf = (transitions: readonly string[], files: Record<string, string> = {}) =>
  decide(
    factsOf({
      ...files,
      'transitions.yaml': `transitions:\n${transitions.map((each) => `  ${each}\n`).join('')}`,
    }),
    gatesOf(allGates),
  ).problems.map(({ message }) => message);

it('many transitions into one environment are one fault for each, with a few names', () => {
  const many = Array.from({ length: 400 }, (_, index) => `t${index}: {source: s${index}, target: prod}`);
  const problems = problemsOf(many);
  expect(problems).toHaveLength(400);
  expect(problems[0]).toBe('transitions.t0.target: t1, t2, t3 and others move every resource to prod too');
});

it('names the resources that several move, the first of them', () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`prod/base/${name}.yaml`, '']));
  const [problem] = problemsOf(
    ['x: {source: eu, target: prod, resources: {exclude: [e]}}', 'y: {source: us, target: prod}'],
    files,
  );
  expect(problem).toBe('transitions.x.target: y moves a, b, c and others to prod too');
});

it('a long way is no circle, and a long circle is one fault for each', () => {
  const chain = Array.from(
    { length: 300 },
    (_, index) => `t${index}: {source: e${index}, target: e${index + 1}}`,
  );
  expect(problemsOf(chain)).toEqual([]);
  const circle = problemsOf([...chain, 'back: {source: e300, target: e0}']);
  expect(circle).toHaveLength(301);
  expect(circle.at(-1)).toMatch(
    /^transitions\.back\.target: goes round in a circle: e0 -> e1 -> .* -> e300 -> e0$/,
  );
});
