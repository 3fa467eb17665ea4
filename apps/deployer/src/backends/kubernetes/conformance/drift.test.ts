import { describe, expect, it } from '@jest/globals';
import { conformance, type TestEnvironment } from './conformance.contract.ts';
import { configMap, deployment, object } from './manifests.contract.ts';
import { unique } from './place.contract.ts';

const suite = conformance();
const secret = object('v1', 'Secret', 'web', { stringData: { password: 'hunter2' } });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const isClean = ({ status }: { status: { status: string } }) => status.status === 'Clean';

/** One watch tells of all ConfigMaps, in their order: who sees the edit of this one has seen all before it. */
const witness = configMap('witness');
const editWitness = async (dev: TestEnvironment) => {
  await dev.edit(witness, { data: { level: 'edited' } });
  await dev.noticed();
};

describe('drift', () => {
  it('case 5: what others add to labels and annotations is none', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web'), witness });
    const metadata = { labels: { team: 'payments' }, annotations: { 'example.org/note': 'hello' } };
    await dev.edit(configMap('web'), { metadata });
    await editWitness(dev);
    expect(await dev.planned()).toEqual(['change ConfigMap witness']);
    expect(await dev.live(configMap('web'))).toMatchObject({ metadata });
  });

  it('case 6: a hand edit is told with its path and its manager, and put right', async () => {
    const dev = await suite.environment();
    const web = deployment('web', { replicas: 1 });
    await dev.deploy({ web });
    await dev.edit(web, { spec: { replicas: 2 } });
    await dev.noticed();
    expect(await dev.plan()).toMatchObject([
      {
        action: 'change',
        name: 'web',
        fields: [{ path: '/spec/replicas', live: '2', desired: '1', manager: 'kubectl-edit' }],
      },
    ]);
    const { status } = await dev.until(isClean);
    expect(await dev.live(web)).toMatchObject({ spec: { replicas: 1 } });
    expect(status.resources['web']?.healed).toMatchObject({
      object: `Deployment ${dev.namespace}/web`,
      managers: ['kubectl-edit'],
      fields: [{ path: '/spec/replicas', live: '2', desired: '1' }],
      healedAt: expect.any(String) as unknown as string,
    });
  });

  it('case 6: without selfHeal a hand edit is shown, and stays', async () => {
    const dev = await suite.environment({ settings: { selfHeal: false } });
    await dev.deploy({ web: configMap('web', { level: 'info' }) });
    await dev.edit(configMap('web'), { data: { level: 'debug' } });
    await dev.noticed();
    const { changes, status } = await dev.until((turn) => !isClean(turn));
    expect(changes).toEqual([]);
    expect(status.resources['web']).toMatchObject({ reason: 'Drifted', status: 'Outdated' });
    expect(status.resources['web']?.message).toMatch(/kubectl-edit.*selfHeal is off/);
    expect(status.resources['web']?.objects[0]?.drift).toMatchObject([
      { path: '/data/level', live: '"debug"', desired: '"info"' },
    ]);
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'debug' } });
    await dev.until(isClean, { selfHeal: true });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'info' } });
  });

  it('does not keep a new version from being deployed without selfHeal', async () => {
    const dev = await suite.environment({ settings: { selfHeal: false } });
    await dev.deploy({ web: configMap('web', { level: 'info' }) });
    await dev.edit(configMap('web'), { data: { level: 'debug' } });
    await dev.noticed();
    await dev.deploy({ web: configMap('web', { level: 'warn' }) });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'warn' } });
  });

  it('case 6: a hand edit is seen where the server counts no generations', async () => {
    const dev = await suite.environment();
    const name = `conformance-${unique()}`;
    const urgent = object('scheduling.k8s.io/v1', 'PriorityClass', name, { value: 5, description: 'git' });
    suite.goesAway('scheduling.k8s.io/v1', 'PriorityClass', name);
    await dev.deploy({ urgent });
    await dev.edit(urgent, { description: 'by hand' });
    await dev.noticed();
    await dev.until(isClean);
    expect(await dev.live(urgent)).toMatchObject({ description: 'git' });
  });

  it('case 7: what was deleted by hand is missing, and made once', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web') });
    const before = await dev.live(configMap('web'));
    await dev.delete(configMap('web'));
    await dev.noticed();
    expect(await dev.planned()).toEqual(['create ConfigMap web']);
    await dev.until(isClean);
    expect((await dev.turn()).changes).toEqual([]);
    expect(dev.applied).toEqual(['create ConfigMap web', 'create ConfigMap web']);
    expect((await dev.live(configMap('web'))).metadata['uid']).not.toBe(before.metadata['uid']);
  });

  it('case 7: without selfHeal what was deleted by hand stays away, and is shown', async () => {
    const dev = await suite.environment({ settings: { selfHeal: false } });
    await dev.deploy({ web: configMap('web') });
    await dev.delete(configMap('web'));
    await dev.noticed();
    const { status } = await dev.until((turn) => !isClean(turn));
    expect(status.resources['web']).toMatchObject({ reason: 'Drifted' });
    expect(await dev.find(configMap('web'))).toBeUndefined();
  });

  it('of a Secret is told without its values', async () => {
    const dev = await suite.environment({ settings: { selfHeal: false } });
    await dev.deploy({ web: secret });
    await dev.edit(secret, { data: { password: base64('correct horse') } });
    await dev.noticed();
    const { status } = await dev.until((turn) => !isClean(turn));
    const drift = status.resources['web']?.objects[0]?.drift;
    expect(drift).toMatchObject([{ path: '/data/password', manager: 'kubectl-edit' }]);
    const told = JSON.stringify([status, await dev.plan()]) + dev.logged();
    for (const value of ['hunter2', 'correct horse']) {
      expect(told).not.toContain(value);
      expect(told).not.toContain(base64(value));
    }
    expect(drift?.[0]?.live).not.toBe(drift?.[0]?.desired);
  });

  it('of the label by which watches find an object is put right, too', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web') });
    await dev.edit(configMap('web'), { metadata: { labels: { 'tribble.dev/environment': null } } });
    await dev.noticed();
    await dev.until(isClean);
    expect(await dev.live(configMap('web'))).toMatchObject({
      metadata: { labels: { 'tribble.dev/environment': dev.name } },
    });
  });

  it('of fields that a manifest leaves to others is none', async () => {
    const dev = await suite.environment();
    const annotations = { 'tribble.dev/ignore-fields': '/data/counter' };
    const counter = configMap('web', { counter: '1', level: 'info' }, { annotations });
    await dev.deploy({ web: counter, witness });
    await dev.edit(counter, { data: { counter: '7' } });
    await editWitness(dev);
    expect(await dev.planned()).toEqual(['change ConfigMap witness']);
    const changed = configMap('web', { counter: '1', level: 'debug' }, { annotations });
    await dev.deploy({ web: changed, witness });
    expect(await dev.live(counter)).toMatchObject({ data: { counter: '7', level: 'debug' } });
  });

  it('that somebody makes again and again is put right ever more seldom', async () => {
    const dev = await suite.environment();
    const web = configMap('web', { level: 'info' });
    await dev.deploy({ web });
    let isSpared = false;
    for (let edits = 0; edits < 12 && !isSpared; edits += 1) {
      await dev.edit(web, { data: { level: `debug-${edits}` } }, 'other-controller');
      const { status } = await dev.until(
        (turn) => turn.changes.length > 0 || turn.status.resources['web']?.reason === 'Drifted',
      );
      isSpared = status.resources['web']?.reason === 'Drifted';
      if (isSpared) expect(status.resources['web']?.message).toMatch(/put right \d+ times/);
    }
    expect(isSpared).toBe(true);
  });
});
