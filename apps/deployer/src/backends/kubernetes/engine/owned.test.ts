import { describe, expect, it } from '@jest/globals';
import { BackendError } from '../../backend.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { annotations, environmentLabel } from '../objects/marks.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import { emptyInventory, fromJson, type Inventory, toJson } from '../plan/inventory.ts';
import { Owned } from './owned.ts';

const typeOf = (kind: string, plural: string): ResourceType => ({
  ...{ group: '', version: 'v1', kind, plural, namespaced: true, verbs: ['list', 'delete'] },
});
const kinds = [typeOf('ConfigMap', 'configmaps'), typeOf('Secret', 'secrets')];

const marked = (name: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    ...{ name, namespace: 'dev' },
    labels: { [environmentLabel]: 'dev' },
    annotations: { [annotations.environment]: 'dev', [annotations.resource]: name },
  },
});

/** A cluster with one marked object of each kind, of which some kinds do not answer. */
function ownedOf(...broken: string[]) {
  const silent = new Set(broken);
  const asked: string[] = [];
  let stored: Inventory | undefined;
  let now = new Date(0);
  const rechecks: Date[] = [];
  const list = (path: string) => {
    const plural = path.slice(path.lastIndexOf('/') + 1);
    asked.push(plural);
    if (silent.has(plural)) return Promise.reject(new BackendError(`${plural}: 500`, true));
    return Promise.resolve({ items: [marked(`of-${plural}`)], resourceVersion: '1' });
  };
  const owned = new Owned({
    store: { load: () => Promise.resolve(stored) },
    cluster: { client: { list }, discovery: { all: () => Promise.resolve(kinds), incomplete: () => [] } },
    owner: { environment: 'dev', namespace: 'dev' },
    now: () => now,
    recheckAt: (time) => rechecks.push(time),
  });
  return {
    load: async () => {
      asked.length = 0;
      const { inventory, isRecovered } = await owned.load();
      const names = [...inventory.entries.values()].map(({ identity }) => identity.name).sort();
      return { inventory, isRecovered, names, asked: [...asked] };
    },
    save: (inventory: Inventory) => void (stored = fromJson(JSON.parse(JSON.stringify(toJson(inventory))))),
    answers: () => silent.clear(),
    later: () => void (now = rechecks.at(-1) ?? now),
  };
}

describe('what an environment owns', () => {
  it('is what its inventory says, and nobody else is asked', async () => {
    const { load, save } = ownedOf();
    save(emptyInventory('dev'));
    expect(await load()).toMatchObject({ names: [], isRecovered: false, asked: [] });
  });

  it('is found by its marks where the inventory was lost, once', async () => {
    const { load } = ownedOf();
    const { names, isRecovered } = await load();
    expect(names).toEqual(['of-configmaps', 'of-secrets']);
    expect(isRecovered).toBe(true);
    expect((await load()).asked).toEqual([]);
  });

  it('is not forgotten where a kind did not answer, even when what is known is saved before', async () => {
    const { load, save, answers, later } = ownedOf('secrets');
    const first = await load();
    expect(first).toMatchObject({ names: ['of-configmaps'], inventory: { unread: ['/Secret'] } });
    save(first.inventory);
    expect(await load()).toMatchObject({ asked: [], isRecovered: false });
    later();
    expect(await load()).toMatchObject({ asked: ['secrets'], isRecovered: false });
    answers();
    later();
    const last = await load();
    expect(last).toMatchObject({ names: ['of-configmaps', 'of-secrets'], isRecovered: true });
    expect(last.inventory.unread).toBeUndefined();
    save(last.inventory);
    later();
    expect(await load()).toMatchObject({ asked: [], isRecovered: false });
  });

  it('is unknown where nothing answers', async () => {
    const { load } = ownedOf('configmaps', 'secrets');
    await expect(load()).rejects.toThrow('configmaps: 500');
  });
});
