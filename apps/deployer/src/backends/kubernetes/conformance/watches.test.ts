import { describe, expect, it } from '@jest/globals';
import { conformance } from './conformance.contract.ts';
import { configMap, deployment } from './manifests.contract.ts';
import { canRestart, isReal, itWhere } from './place.contract.ts';

const suite = conformance();

describe('watches', () => {
  it('tell of a hand edit by themselves', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: deployment('web', { replicas: 1 }) });
    await dev.edit(deployment('web'), { spec: { replicas: 2 } });
    await dev.noticed();
    expect(await dev.planned()).toEqual(['change Deployment web']);
  });

  itWhere(canRestart, 'this API server cannot be killed (case 37)')(
    'case 37: go on when the API server comes back, and lose no change',
    async () => {
      const dev = await suite.environment();
      await dev.deploy({ web: configMap('web'), other: configMap('other') });
      await suite.place.restart(isReal ? 30_000 : 1_000);
      await dev.edit(configMap('web'), { data: { level: 'debug' } });
      const faults = await dev.recovers(({ changes }) => changes.length > 0);
      for (const fault of faults) expect(fault).toMatch(/does not answer|unreachable|refused|reset/i);
      await dev.recovers(({ status }) => status.status === 'Clean');
      expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'info' } });
      expect(dev.applied.filter((line) => line.startsWith('change'))).toEqual(['change ConfigMap web']);
    },
    120_000,
  );

  it('case 38: see every one of 1,200 objects, which are listed in pages', async () => {
    const dev = await suite.environment();
    const path = `/api/v1/namespaces/${dev.namespace}/configmaps`;
    const labels = { 'tribble.dev/environment': dev.name };
    const annotations = { ...labels, 'tribble.dev/resource': 'many' };
    const names = Array.from({ length: 1_200 }, (_, index) => `many-${index}`);
    await Promise.all(
      names.map((name) => suite.client.create(path, configMap(name, {}, { labels, annotations }))),
    );
    const before = suite.client.requests()['list'] ?? 0;
    const { items } = await suite.client.list(path, { labelSelector: `tribble.dev/environment=${dev.name}` });
    expect(items).toHaveLength(1_200);
    expect((suite.client.requests()['list'] ?? 0) - before).toBe(3);
    // They are of this environment by their marks, though no inventory has them.
    dev.commit({ one: configMap('one') });
    const { status } = await dev.turn();
    expect(status.prune?.objects).toHaveLength(1_200);
    expect(await dev.inventory()).toHaveLength(1_201);
  }, 120_000);
});
