import { describe, expect, it } from '@jest/globals';
import type { KubernetesObject } from '../objects/identity.ts';
import { ObjectStore } from './store.ts';

const object = (resourceVersion: string, uid = 'a', name = 'web'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'dev', uid, resourceVersion },
});

/** A store that has listed these objects. */
function listed(items: KubernetesObject[], resourceVersion: string): ObjectStore {
  const store = new ObjectStore();
  store.startList()(items, resourceVersion);
  return store;
}
const known = (store: ObjectStore) => store.get('dev', 'web');

describe('a list', () => {
  it('tells what is new, what changed and what is gone, and not what stayed', () => {
    const same = object('1', 'same', 'same');
    const store = listed([same, object('2'), object('3', 'old', 'old')], '10');
    const changes = store.startList()([same, object('12'), object('13', 'new', 'new')], '20');
    expect(changes).toEqual([
      { before: object('2'), after: object('12') },
      { after: object('13', 'new', 'new') },
      { before: object('3', 'old', 'old') },
    ]);
    expect([...store.values()].map(({ metadata }) => metadata.name).sort()).toEqual(['new', 'same', 'web']);
    expect(store.size).toBe(3);
  });

  it('knows better than what was there, even with lower resourceVersions after a restore', () => {
    const store = listed([object('500'), object('501', 'b', 'other')], '510');
    const changes = store.startList()([object('7')], '10');
    expect(changes).toEqual([
      { before: object('500'), after: object('7') },
      { before: object('501', 'b', 'other') },
    ]);
    store.put(object('11'));
    expect(known(store)).toEqual(object('11'));
  });

  it('does not remove what was written after it was taken', () => {
    const store = listed([], '10');
    const replaceAll = store.startList();
    store.write(object('21'));
    expect(replaceAll([], '20')).toEqual([]);
    expect(known(store)).toEqual(object('21'));
  });

  it('removes what was written before it was taken, and is gone', () => {
    const store = listed([], '10');
    const replaceAll = store.startList();
    store.write(object('19'));
    expect(replaceAll([], '20')).toEqual([{ before: object('19') }]);
  });

  it('does not bring back the state before a write', () => {
    const store = listed([object('5')], '10');
    const replaceAll = store.startList();
    store.write(object('21'));
    expect(replaceAll([object('5')], '20')).toEqual([]);
    expect(known(store)).toEqual(object('21'));
  });

  it('does not bring back what was deleted while it was under way', () => {
    const store = listed([object('5')], '10');
    const replaceAll = store.startList();
    store.erase('dev', 'web', 'a');
    expect(replaceAll([object('5')], '20')).toEqual([]);
    expect(known(store)).toBeUndefined();
  });
});

describe('a write of our own', () => {
  it.each([
    { name: 'an older event', event: object('20') },
    { name: 'an older event of another object of that name', event: object('20', 'before') },
  ])('is not undone by $name', ({ event }) => {
    const store = listed([], '10');
    expect(store.write(object('21'))).toEqual({ after: object('21') });
    expect(store.put(event)).toBeUndefined();
    expect(known(store)).toEqual(object('21'));
  });

  it('is not told twice', () => {
    const store = listed([], '10');
    store.write(object('21'));
    expect(store.put(object('21'))).toBeUndefined();
    expect(store.put(object('22'))).toEqual({ before: object('21'), after: object('22') });
  });

  it('survives that the object before it is gone', () => {
    const store = listed([object('5', 'before')], '10');
    store.write(object('21', 'after'));
    expect(store.remove(object('20', 'before'))).toBeUndefined();
    expect(known(store)).toEqual(object('21', 'after'));
  });

  it('survives that the object before it is gone, where resourceVersions are no numbers', () => {
    const store = listed([object('x', 'before')], 'x');
    store.write(object('z', 'after'));
    expect(store.remove(object('y', 'before'))).toBeUndefined();
    expect(known(store)).toEqual(object('z', 'after'));
  });

  it('survives that the object had left what is watched', () => {
    const store = listed([object('5')], '10');
    store.write(object('21'));
    expect(store.remove(object('20'))).toBeUndefined();
    expect(known(store)).toEqual(object('21'));
  });

  it('that the server has overtaken changes nothing', () => {
    const store = listed([object('5')], '10');
    store.put(object('22'));
    expect(store.write(object('21'))).toBeUndefined();
    expect(known(store)).toEqual(object('22'));
    store.remove(object('30'));
    expect(store.write(object('29'))).toBeUndefined();
    expect(known(store)).toBeUndefined();
  });

  it('counts for what the server told by a bookmark only', () => {
    const store = listed([], '10');
    store.reached('40');
    expect(store.write(object('39'))).toBeUndefined();
  });

  it('counts before the first list, and with resourceVersions that are no numbers', () => {
    const store = new ObjectStore();
    expect(store.write(object('x'))).toEqual({ after: object('x') });
    expect(store.write(object('y'))).toEqual({ before: object('x'), after: object('y') });
  });
});

describe('a deletion of our own', () => {
  it('is not undone by what the server tells late', () => {
    const store = listed([object('5')], '10');
    expect(store.erase('dev', 'web', 'a')).toEqual({ before: object('5') });
    expect(store.put(object('19'))).toBeUndefined();
    expect(store.write(object('19'))).toBeUndefined();
    expect(store.remove(object('20'))).toBeUndefined();
    expect(store.put(object('21', 'new'))).toEqual({ after: object('21', 'new') });
  });

  it('concerns the object of its uid only', () => {
    const store = listed([object('5', 'other')], '10');
    expect(store.erase('dev', 'web', 'a')).toBeUndefined();
    expect(store.erase('dev', 'none', 'a')).toBeUndefined();
    expect(known(store)).toEqual(object('5', 'other'));
  });

  it('is forgotten with the next list', () => {
    const store = listed([object('5')], '10');
    store.erase('dev', 'web', 'a');
    // The server says otherwise, in a list that began later: it is right.
    expect(store.startList()([object('5')], '20')).toEqual([{ after: object('5') }]);
  });
});

describe('a write that takes an object out of what is watched', () => {
  it('holds until a later change brings it back', () => {
    const store = listed([object('5')], '10');
    expect(store.writeOff(object('20'))).toEqual({ before: object('5') });
    expect(store.put(object('19'))).toBeUndefined();
    expect(store.put(object('21'))).toEqual({ after: object('21') });
  });

  it('that the server has overtaken changes nothing', () => {
    const store = listed([object('25')], '30');
    expect(store.writeOff(object('20'))).toBeUndefined();
    expect(known(store)).toEqual(object('25'));
  });
});

it('begins with what is known, and can forget it', () => {
  const store = new ObjectStore([object('5')]);
  expect(known(store)).toEqual(object('5'));
  expect(store.clear()).toEqual([{ before: object('5') }]);
  expect(store.size).toBe(0);
});
