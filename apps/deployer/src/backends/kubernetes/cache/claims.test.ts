import { describe, expect, it } from '@jest/globals';
import { Claims } from './claims.ts';

function setUp() {
  const told: string[] = [];
  const claims = new Claims();
  claims.subscribe((environment) => told.push(environment));
  const claim = (environment: string, ...keys: string[]) => {
    told.length = 0;
    claims.set(environment, new Set(keys));
    return told;
  };
  return { claims, claim };
}

describe('claims', () => {
  it('name the other environments that declare an object', () => {
    const { claims, claim } = setUp();
    claim('pp', 'a', 'b');
    claim('dev', 'a');
    claim('ci', 'a');
    expect(claims.others('dev', 'a')).toEqual(['ci', 'pp']);
    expect(claims.others('pp', 'b')).toEqual([]);
    expect(claims.others('pp', 'unknown')).toEqual([]);
  });

  it('tell the others once when one appears and when it goes, and only then', () => {
    const { claims, claim } = setUp();
    expect(claim('dev', 'a', 'b')).toEqual([]);
    expect(claim('pp', 'a', 'b')).toEqual(['dev']);
    expect(claim('pp', 'b', 'a')).toEqual([]);
    expect(claim('pp', 'a', 'c')).toEqual(['dev']);
    expect(claim('dev')).toEqual(['pp']);
    expect(claims.others('pp', 'a')).toEqual([]);
    expect(claim('pp', 'a')).toEqual([]);
  });

  it('keep no hold of the set they were given', () => {
    const { claims } = setUp();
    const keys = new Set(['a']);
    claims.set('dev', keys);
    keys.clear();
    claims.set('dev', new Set());
    expect(claims.others('pp', 'a')).toEqual([]);
  });
});
