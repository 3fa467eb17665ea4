import { describe, expect, it } from '@jest/globals';
import { type Manifest, valueAt } from '@tribble/resource-repo/format';
import { conformance } from './conformance.contract.ts';
import { autoscaler, deployment } from './manifests.contract.ts';

const suite = conformance();
const web = (replicas?: number, image = 'web:1') =>
  deployment('web', replicas === undefined ? {} : { replicas }, { image });
const replicasOf = (live: Manifest) => valueAt(live, ['spec', 'replicas']);

describe('replicas', () => {
  it('case 9: stay what an autoscaler in git made of them', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: [web(2), autoscaler('web', 'web')] });
    await dev.scale(web(), 5);
    await dev.until(({ status }) => status.status === 'Clean');
    expect(replicasOf(await dev.live(web()))).toBe(5);
    await dev.deploy({ web: [web(2, 'web:2'), autoscaler('web', 'web')] });
    expect(replicasOf(await dev.live(web()))).toBe(5);
    expect(dev.applied.filter((line) => line === 'change Deployment web')).toHaveLength(1);
  });

  it('case 9: stay what an autoscaler that somebody else made made of them', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: web(2) });
    await dev.create(autoscaler('web', 'web'));
    await dev.scale(web(), 5);
    await dev.deploy({ web: web(2, 'web:2') });
    expect(replicasOf(await dev.live(web()))).toBe(5);
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
  });

  it('case 10: stay what they are when they leave git and an autoscaler takes them', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: web(3) });
    await dev.deploy({ web: [web(), autoscaler('web', 'web')] });
    expect(replicasOf(await dev.live(web()))).toBe(3);
    await dev.deploy({ web: [web(undefined, 'web:2'), autoscaler('web', 'web')] });
    expect(replicasOf(await dev.live(web()))).toBe(3);
  });

  it('are put right where nobody scales but a person', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: web(2) });
    await dev.scale(web(), 5);
    await dev.noticed();
    await dev.until(({ status }) => status.status === 'Clean');
    expect(replicasOf(await dev.live(web()))).toBe(2);
  });

  it('that git never named are whoever scales’ own', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: web() });
    await dev.scale(web(), 4);
    await dev.deploy({ web: web(undefined, 'web:2') });
    expect(replicasOf(await dev.live(web()))).toBe(4);
  });
});
