import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Identity, keyOf } from '../objects/identity.ts';
import {
  afterRun,
  emptyInventory,
  fromJson,
  type Inventory,
  type InventoryEntry,
  isSameInventory,
  toJson,
  union,
} from './inventory.ts';

const identity = (name: string): Identity => ({ group: 'apps', kind: 'Deployment', namespace: 'dev', name });
const entry = (name: string, rest: Partial<InventoryEntry> = {}): InventoryEntry => ({
  identity: identity(name),
  apiVersion: 'apps/v1',
  resource: 'r',
  ...rest,
});
const key = (name: string) => keyOf(identity(name));
const inventory = (...entries: InventoryEntry[]) => union(emptyInventory('dev'), entries);
const names = ({ entries }: Inventory) => [...entries.values()].map((each) => each.identity.name).toSorted();
const nothing = { applied: [], failed: [], deleted: [], abandoned: [] };

describe('union', () => {
  it('has what was and what comes, with the newest hints', () => {
    const before = inventory(entry('a', { apiVersion: 'apps/v1beta1', digest: 'd' }), entry('b'));
    const after = union(before, [entry('a', { resource: 'moved' }), entry('c')]);
    expect(names(after)).toEqual(['a', 'b', 'c']);
    expect(after.entries.get(key('a'))).toEqual(entry('a', { resource: 'moved', digest: 'd' }));
    expect(names(before)).toEqual(['a', 'b']);
  });

  it('knows what a Job came to until it is applied again', () => {
    const job = { digest: 'd', outcome: 'Failed' as const, message: 'has failed' };
    const before = inventory(entry('a', { digest: 'd', job }));
    expect(union(before, [entry('a')]).entries.get(key('a'))).toEqual(entry('a', { digest: 'd', job }));
    const again = entry('a', { digest: 'd' });
    expect(union(before, [again]).entries.get(key('a'))).toEqual(again);
  });
});

describe('afterRun', () => {
  const before = inventory(entry('a', { digest: 'old' }), entry('b'));
  it.each<[string, Parameters<typeof afterRun>[1], string[]]>([
    ['keeps what nobody spoke of', nothing, ['a', 'b']],
    ['adds what was applied', { ...nothing, applied: [entry('c')] }, ['a', 'b', 'c']],
    ['drops what was deleted', { ...nothing, deleted: [key('a')] }, ['b']],
    ['drops what was given up', { ...nothing, abandoned: [key('b')] }, ['a']],
    [
      'keeps what was there and failed',
      { ...nothing, failed: [{ ...entry('a'), absent: true }] },
      ['a', 'b'],
    ],
    [
      'keeps what is new, failed and may be there',
      { ...nothing, failed: [{ ...entry('c'), absent: false }] },
      ['a', 'b', 'c'],
    ],
    [
      'leaves out what is new, failed and not there',
      { ...nothing, failed: [{ ...entry('c'), absent: true }] },
      ['a', 'b'],
    ],
    [
      'keeps what was deleted and made anew',
      { ...nothing, deleted: [key('a')], applied: [entry('a')] },
      ['a', 'b'],
    ],
    [
      'keeps what was deleted and could not be made anew',
      { ...nothing, deleted: [key('a')], failed: [{ ...entry('a'), absent: true }] },
      ['a', 'b'],
    ],
  ])('%s', (_name, outcome, expected) => {
    expect(names(afterRun(before, outcome))).toEqual(expected);
  });

  it('takes the hash of what was applied, and keeps that of what failed', () => {
    const after = afterRun(before, {
      ...nothing,
      applied: [entry('b', { digest: 'new' })],
      failed: [{ ...entry('a', { digest: 'never sent' }), absent: false }],
    });
    expect([...after.entries.values()].map(({ digest }) => digest)).toEqual(['old', 'new']);
    expect(after.entries.get(key('a'))).not.toHaveProperty('absent');
  });

  it('keeps an approval while there is something left of it', () => {
    const approval = { confirm: 'c', keys: [key('a'), key('b')] };
    const first = afterRun(before, { ...nothing, deleted: [key('a')], approval });
    expect(first.approval).toEqual(approval);
    expect(afterRun(first, { ...nothing, deleted: [key('b')] })).not.toHaveProperty('approval');
  });

  const draw = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']);
  const outcomes = fc.record({
    tracked: draw,
    applied: draw,
    failed: draw,
    absent: draw,
    deleted: draw,
    abandoned: draw,
  });

  it('never loses what was tracked unless it was deleted or given up, and never gains what failed and is not there', () => {
    fc.assert(
      fc.property(outcomes, ({ tracked, applied, failed, absent, deleted, abandoned }) => {
        const after = afterRun(inventory(...tracked.map((name) => entry(name))), {
          applied: applied.map((name) => entry(name)),
          failed: failed.map((name) => ({ ...entry(name), absent: absent.includes(name) })),
          deleted: deleted.map(key),
          abandoned: abandoned.map(key),
        });
        const kept = names(after);
        const gone = new Set([...deleted, ...abandoned]);
        for (const name of [...tracked, ...applied]) {
          if (!gone.has(name) || applied.includes(name)) expect(kept).toContain(name);
        }
        for (const name of kept) {
          const isNew = !tracked.includes(name) && !applied.includes(name);
          if (isNew) expect(failed.includes(name) && !absent.includes(name)).toBe(true);
        }
        for (const name of gone) {
          if (!applied.includes(name) && !failed.includes(name)) expect(kept).not.toContain(name);
        }
      }),
    );
  });
});

describe('as JSON', () => {
  const full: Inventory = {
    ...inventory(
      entry('b', { digest: 'd', job: { digest: 'd', outcome: 'Failed', message: 'has failed' } }),
      entry('a', { job: { digest: 'd', outcome: 'Complete' } }),
    ),
    approval: { confirm: 'c', keys: [key('a')] },
    run: { revision: 'r', holder: 'h', at: '2026-01-01T00:00:00Z' },
  };

  it('reads what it wrote', () => {
    for (const each of [full, emptyInventory('dev')]) {
      expect(fromJson(JSON.parse(JSON.stringify(toJson(each))))).toEqual(each);
    }
  });

  it('is in one order', () => {
    const texts = [inventory(entry('a'), entry('b')), inventory(entry('b'), entry('a'))].map((each) =>
      JSON.stringify(toJson(each)),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  it.each<[unknown, RegExp]>([
    [null, /^the inventory: /],
    [{ ...toJson(full), version: 2 }, /version: expected 1: a newer deployer wrote it/],
    [{ ...toJson(full), entries: {} }, /entries: expected a list/],
    [{ ...toJson(full), entries: [{ group: '' }] }, /entries\.0\.kind: expected text/],
    [{ ...toJson(full), environment: 1 }, /environment: expected text/],
  ])('refuses %j', (value, message) => {
    expect(() => fromJson(value)).toThrow(message);
  });
});

describe('isSameInventory', () => {
  const one = inventory(entry('a'), entry('b'));
  it.each<[string, Inventory, boolean]>([
    ['another order', inventory(entry('b'), entry('a')), true],
    ['another run', { ...one, run: { revision: 'r', holder: 'h', at: 't' } }, true],
    ['another entry', inventory(entry('a')), false],
    ['another hash', inventory(entry('a'), entry('b', { digest: 'd' })), false],
    ['an approval', { ...one, approval: { confirm: 'c', keys: [] } }, false],
  ])('compares with %s', (_name, other, expected) => {
    expect(isSameInventory(one, other)).toBe(expected);
  });
});
