import { describe, expect, it } from '@jest/globals';
import { Clusters } from './clusters.ts';

function setUp() {
  const closed: string[] = [];
  const clusters = new Clusters<{ name: string; close: () => void }>();
  const acquire = (settings: string, name: string) =>
    clusters.acquire(settings, () => ({ name, close: () => closed.push(name) }));
  return { clusters, acquire, closed };
}

describe('clusters', () => {
  it('are shared by those with the same settings', () => {
    const { clusters, acquire } = setUp();
    const first = acquire('a', 'first');
    expect(acquire('a', 'never made').cluster).toBe(first.cluster);
    expect(acquire('b', 'second').cluster.name).toBe('second');
    expect(clusters.size).toBe(2);
  });

  it('are closed with the last share, each share counting once', () => {
    const { clusters, acquire, closed } = setUp();
    const one = acquire('a', 'first');
    const other = acquire('a', 'never made');
    one.release();
    one.release();
    expect(closed).toEqual([]);
    other.release();
    expect(closed).toEqual(['first']);
    expect(clusters.size).toBe(0);
    expect(acquire('a', 'anew').cluster.name).toBe('anew');
    other.release();
    expect(clusters.size).toBe(1);
  });

  it('are not there where they could not be made', () => {
    const { clusters, acquire } = setUp();
    const fail = () => {
      throw new Error('no kubeconfig');
    };
    expect(() => clusters.acquire('a', fail)).toThrow('no kubeconfig');
    expect(clusters.size).toBe(0);
    expect(acquire('a', 'later').cluster.name).toBe('later');
  });
});

describe('claims', () => {
  it('are shared by all who ask the same server', () => {
    const clusters = new Clusters();
    clusters.claimsOf('one').set('dev', new Set(['web']));
    expect(clusters.claimsOf('one').others('pp', 'web')).toEqual(['dev']);
    expect(clusters.claimsOf('two').others('pp', 'web')).toEqual([]);
  });
});
