import { describe, expect, it } from '@jest/globals';
import { kinds } from '../kinds/table.ts';
import { type KubernetesObject } from '../objects.ts';
import { Store } from '../store/store.ts';
import { listPage } from './list.ts';
import { catchUp } from './watch.ts';

const [kind] = kinds.filter(({ plural }) => plural === 'configmaps');
if (!kind) throw new Error('the table has no ConfigMaps');
const configMap = (name: string, value = ''): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'n', uid: name },
  data: { value },
});
const everything = { kind, namespace: undefined, filter: () => true };
const change = (store: Store, times: number) => {
  for (let time = 0; time < times; time += 1) store.put(kind.resource, configMap('a', String(time)));
};

describe('a bounded history', () => {
  it('tells a watcher what it missed', () => {
    const store = new Store(10);
    change(store, 3);
    expect(catchUp(store, everything, '1').map(({ type }) => type)).toEqual(['MODIFIED', 'MODIFIED']);
  });

  it('sends a watcher that comes too late back to the list', () => {
    const store = new Store(10);
    change(store, 30);
    expect(catchUp(store, everything, '1')).toMatchObject([
      {
        type: 'ERROR',
        object: { code: 410, reason: 'Expired', message: 'too old resource version: 1 (30)' },
      },
    ]);
  });

  it('ends a list that takes too long with 410', () => {
    const store = new Store(10);
    store.put(kind.resource, configMap('b'));
    change(store, 1);
    const page = listPage(store, kind, 'n', new URLSearchParams({ limit: '1' }));
    change(store, 30);
    const query = new URLSearchParams({ limit: '1', continue: page.metadata.continue ?? '' });
    expect(() => listPage(store, kind, 'n', query)).toThrow(expect.objectContaining({ code: 410 }));
  });

  it('refuses a version that is no number', () => {
    expect(() => catchUp(new Store(), everything, 'x')).toThrow('resourceVersion: Invalid value: "x"');
  });
});
