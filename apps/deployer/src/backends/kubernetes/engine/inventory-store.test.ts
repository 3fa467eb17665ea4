import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { emptyInventory, type Inventory } from '../plan/inventory.ts';
import { InventoryStore } from './inventory-store.ts';

/** A server whose answers to reads come when the test says so. */
function storeOf() {
  const reads: ((answer: ValueMap | undefined | Error) => void)[] = [];
  let version = 0;
  const write = (_: string, object: KubernetesObject) => {
    version += 1;
    const metadata = { ...object.metadata, resourceVersion: `${version}` };
    return Promise.resolve({ ...object, metadata });
  };
  const get = () =>
    new Promise<ValueMap | undefined>((resolve, reject) => {
      reads.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
    });
  return { store: new InventoryStore({ get, create: write, replace: write }, 'dev', 'dev'), reads };
}

const owning = (name: string): Inventory => {
  const identity = { group: '', kind: 'ConfigMap', namespace: 'dev', name };
  return {
    ...emptyInventory('dev'),
    entries: new Map([[name, { identity, apiVersion: 'v1', resource: name }]]),
  };
};

describe('the inventory of an environment', () => {
  it('is read once for all who ask at the same time, and never older than what was saved', async () => {
    const { store, reads } = storeOf();
    const saved = owning('web');
    const [diff, run] = [store.load(), store.save(saved)];
    reads.forEach((answer) => answer(undefined));
    expect(await diff).toBeUndefined();
    await run;
    expect(await store.load()).toBe(saved);
    expect(reads).toHaveLength(1);
  });

  it('is read again when it could not be read', async () => {
    const { store, reads } = storeOf();
    const first = store.load();
    reads[0]?.(new BackendError('does not answer', true));
    await expect(first).rejects.toThrow('does not answer');
    const second = store.load();
    reads[1]?.(undefined);
    expect(await second).toBeUndefined();
  });
});
