import { describe, expect, it } from '@jest/globals';
import { Follows, typeKeyOf } from './follows.ts';
import { configMaps, deployments } from './kinds-for-tests.ts';

describe('what is wanted', () => {
  it('is the union of what all need', () => {
    const follows = new Follows();
    follows.set('dev', [deployments, configMaps], new Set(['dev']));
    follows.set('pp', [deployments], new Set(['pp', 'shared']));
    follows.set('all', [deployments], 'all');
    expect([...follows.wanted().values()]).toEqual([
      { type: deployments, names: new Set(['dev', 'pp', 'shared']), isEverywhere: true },
      { type: configMaps, names: new Set(['dev']), isEverywhere: false },
    ]);
    follows.delete('all');
    follows.set('pp', [], new Set(['pp']));
    expect([...follows.wanted().values()]).toEqual([
      { type: deployments, names: new Set(['dev']), isEverywhere: false },
      { type: configMaps, names: new Set(['dev']), isEverywhere: false },
    ]);
  });

  it('tells the versions of a kind apart', () => {
    expect(typeKeyOf({ ...deployments, version: 'v2' })).not.toBe(typeKeyOf(deployments));
    expect([...new Follows().wanted()]).toEqual([]);
  });
});
