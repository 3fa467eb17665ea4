import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { controlPlaneFolder } from './binaries.ts';
import { cacheKey, goModules, linkerFlags, programs, requiredVersion } from './modules.ts';

describe('requiredVersion', () => {
  it.each([
    ['a line of its own', 'module m\n\nrequire k8s.io/kubernetes v1.34.4\n'],
    [
      'a line of a block',
      'module m\n\nrequire (\n\tk8s.io/api v0.34.4\n\tk8s.io/kubernetes v1.34.4 // indirect\n)\n',
    ],
    [
      'a replacement beside it',
      'replace (\n\tk8s.io/kubernetes => k8s.io/kubernetes v1.0.0\n)\nrequire k8s.io/kubernetes v1.34.4\n',
    ],
  ])('reads %s', (_, goMod) => {
    expect(requiredVersion(goMod, 'k8s.io/kubernetes')).toBe('v1.34.4');
  });

  it('says what go.mod lacks', () => {
    expect(() => requiredVersion('module m\n', 'k8s.io/kubernetes')).toThrow(
      'go.mod requires no version of k8s.io/kubernetes',
    );
  });

  it.each(goModules)('finds that of our module $folder', async ({ folder, path }) => {
    const goMod = await readFile(join(controlPlaneFolder, folder, 'go.mod'), 'utf8');
    expect(requiredVersion(goMod, path)).toMatch(/^v\d+\.\d+\.\d+$/);
  });
});

describe('goModules', () => {
  it('build every program, and each once', () => {
    const built = goModules.flatMap(({ packages }) => Object.keys(packages));
    expect(built.toSorted()).toEqual([...programs].toSorted());
  });
});

describe('linkerFlags', () => {
  it('tell the programs of Kubernetes their version', () => {
    expect(linkerFlags('k8s.io/kubernetes', 'v1.34.4')).toBe(
      '-s -w' +
        ' -X k8s.io/component-base/version.gitVersion=v1.34.4' +
        ' -X k8s.io/component-base/version.gitMajor=1' +
        ' -X k8s.io/component-base/version.gitMinor=34' +
        ' -X k8s.io/component-base/version.gitTreeState=clean',
    );
  });

  it('only leave debug information out of the others', () => {
    expect(linkerFlags('sigs.k8s.io/kwok', 'v0.7.0')).toBe('-s -w');
  });
});

describe('cacheKey', () => {
  const inputs = { goMod: 'm', goSum: 's', goVersion: 'go1.26.0', platform: 'linux/amd64', flags: '-s' };

  it('is the same for the same inputs', () => {
    expect(cacheKey('kwok', { ...inputs })).toBe(cacheKey('kwok', inputs));
    expect(cacheKey('kwok', inputs)).toMatch(/^kwok-[0-9a-f]{16}$/);
  });

  it.each(['goMod', 'goSum', 'goVersion', 'platform', 'flags'] as const)(
    'is another for another %s',
    (name) => {
      expect(cacheKey('kwok', { ...inputs, [name]: 'other' })).not.toBe(cacheKey('kwok', inputs));
    },
  );

  it('does not mistake the end of one input for the begin of the next', () => {
    const one = cacheKey('kwok', { ...inputs, goMod: 'ab', goSum: 'c' });
    expect(one).not.toBe(cacheKey('kwok', { ...inputs, goMod: 'a', goSum: 'bc' }));
  });
});
