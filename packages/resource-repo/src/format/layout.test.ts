import { describe, expect, it } from '@jest/globals';
import { isEnvironmentName, isResourceName, parseResourcePath, resourcePaths } from './layout.ts';

describe('parseResourcePath', () => {
  it.each([
    ['dev/base/s1.yaml', { environment: 'dev', folder: 'base', resource: 's1', format: 'yaml' }],
    [
      'dev/version/payments/api.yml',
      { environment: 'dev', folder: 'version', resource: 'payments/api', format: 'yaml' },
    ],
    [
      'dev/deployable/a/b/c.jsonnet',
      { environment: 'dev', folder: 'deployable', resource: 'a/b/c', format: 'jsonnet' },
    ],
    [
      'dev/deployable/v1.2.json',
      { environment: 'dev', folder: 'deployable', resource: 'v1.2', format: 'json' },
    ],
    ['dev/locks.yaml', undefined],
    ['dev/base/README.md', undefined],
    ['dev/base/.yaml', undefined],
    ['dev/other/s1.yaml', undefined],
    ['deployers.yaml', undefined],
    ['.git/base/s1.yaml', undefined],
    ['dev/base/../s1.yaml', undefined],
  ])('%s', (path, expected) => {
    expect(parseResourcePath(path)).toEqual(expected);
  });
});

describe('resourcePaths', () => {
  it('gives every path that means this resource, the one that services write first', () => {
    const paths = resourcePaths('dev', 'version', 'payments/api');
    expect(paths[0]).toBe('dev/version/payments/api.yaml');
    for (const path of paths)
      expect(parseResourcePath(path)).toMatchObject({ folder: 'version', resource: 'payments/api' });
    expect(new Set(paths).size).toBe(4);
  });
});

describe('names', () => {
  it.each([
    ['dev', true],
    ['pre-prod.eu_1', true],
    ['', false],
    ['-dev', false],
    ['dev.', false],
    ['a..b', false],
    ['a/b', false],
    ['x'.repeat(64), false],
  ])('environment "%s": %s', (name, expected) => {
    expect(isEnvironmentName(name)).toBe(expected);
  });

  it.each([
    ['payments/api', true],
    ['_x', true],
    ['.hidden', false],
    ['a//b', false],
    ['s1.yaml/x', false],
    ['a.json/b/c', false],
    ['v1.yaml', true],
    ['a.', false],
    ['../a', false],
    ['a b', false],
    ['a\nb', false],
    ['ä', false],
  ])('resource "%s": %s', (name, expected) => {
    expect(isResourceName(name)).toBe(expected);
  });
});
