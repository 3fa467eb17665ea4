import { describe, expect, it } from '@jest/globals';
import { aggregatorSpec, deployerSpec, transitionerSpec } from './specs.ts';

type Reading = {
  operationId: string;
  description?: string;
  responses: Record<string, { headers?: object; content?: object }>;
};

/** The operations that read JSON below /api. */
function readingsOf({ paths }: { paths: object }): Reading[] {
  return Object.entries(paths as Record<string, { get?: Reading }>).flatMap(([path, { get }]) =>
    path.startsWith('/api/') && get && 'application/json' in (get.responses['200']?.content ?? {})
      ? [get]
      : [],
  );
}

/** Which of them say that they can be asked whether anything changed. */
const conditional = (spec: { paths: object }) =>
  readingsOf(spec).filter(
    ({ responses }) => 'ETag' in (responses['200']?.headers ?? {}) && responses['304'] !== undefined,
  );

const others = (spec: { paths: object }) => {
  const told = new Set(conditional(spec));
  return readingsOf(spec).filter((each) => !told.has(each));
};

const namesOf = (readings: readonly Reading[]) => readings.map(({ operationId }) => operationId);

describe('what is read again only where it changed', () => {
  it.each([
    { name: 'aggregator', spec: aggregatorSpec, expected: ['getState', 'getTransition', 'explain'] },
    { name: 'deployer', spec: deployerSpec, expected: ['getStatus', 'getDiff'] },
    { name: 'transitioner', spec: transitionerSpec, expected: ['getStatus', 'getTransition', 'explain'] },
  ])('is declared: $name', ({ spec, expected }) => {
    expect(namesOf(conditional(spec))).toEqual(expected);
  });

  it.each([
    { name: 'aggregator', spec: aggregatorSpec, expected: ['getForecast'] },
    { name: 'deployer', spec: deployerSpec, expected: [] },
    { name: 'transitioner', spec: transitionerSpec, expected: ['getForecast'] },
  ])('is not what is never the same, which says so: $name', ({ spec, expected }) => {
    const found = others(spec);
    expect(namesOf(found)).toEqual(expected);
    for (const { description } of found) expect(description).toContain('an ETag is of no use');
  });
});
