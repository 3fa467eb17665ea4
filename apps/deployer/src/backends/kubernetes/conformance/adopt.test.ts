import { describe, expect, it } from '@jest/globals';
import { conformance } from './conformance.contract.ts';
import { configMap, deployment } from './manifests.contract.ts';

const suite = conformance();
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

describe('adopt', () => {
  it('case 8: what kubectl apply made is taken over, fields that left git included', async () => {
    const dev = await suite.environment();
    const made = configMap(
      'web',
      { level: 'info', extra: 'yes' },
      { annotations: { [lastApplied]: '{"data":{"level":"info","extra":"yes"}}' } },
    );
    await dev.create(made, 'kubectl-client-side-apply');
    await dev.deploy({ web: configMap('web', { level: 'info' }) });
    const live = await dev.live(made);
    expect(live['data']).toEqual({ level: 'info' });
    expect(live.metadata['annotations']).not.toHaveProperty([lastApplied]);
    expect(JSON.stringify(live.metadata['managedFields'])).not.toContain('kubectl-client-side-apply');
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
  });

  it('keeps what other managers hold', async () => {
    const dev = await suite.environment();
    await dev.create(configMap('web', { theirs: 'kept' }), 'other-controller');
    await dev.deploy({ web: configMap('web', { level: 'info' }) });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { theirs: 'kept', level: 'info' } });
  });

  it('with takeOver: false a field of another manager is a failure that names both', async () => {
    const dev = await suite.environment({ options: { takeOver: false } });
    await dev.create(configMap('web', { level: 'debug' }), 'other-controller');
    dev.commit({ web: configMap('web', { level: 'info' }), free: configMap('free') });
    const { failures, status } = await dev.turn();
    expect(failures.get('web')?.message).toMatch(/other-controller/);
    expect(failures.get('web')?.message).toMatch(/\.data\.level/);
    expect(status.resources['web']).toMatchObject({ status: 'Failed' });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'debug' } });
    expect(await dev.find(configMap('free'))).toBeDefined();
  });

  it('with a list, takeOver takes the fields of these managers only', async () => {
    const dev = await suite.environment({ options: { takeOver: ['kubectl*'] } });
    await dev.create(configMap('ours', { level: 'debug' }), 'kubectl-create');
    await dev.create(configMap('theirs', { level: 'debug' }), 'other-controller');
    dev.commit({
      ours: configMap('ours', { level: 'info' }),
      theirs: configMap('theirs', { level: 'info' }),
    });
    const { failures } = await dev.turn();
    expect([...failures.keys()]).toEqual(['theirs']);
    expect(await dev.live(configMap('ours'))).toMatchObject({ data: { level: 'info' } });
    expect(await dev.live(configMap('theirs'))).toMatchObject({ data: { level: 'debug' } });
  });

  it.each([[false], [['other-*']]])(
    'with takeOver: %j leaves the fields of kubectl that git does not have',
    async (takeOver) => {
      const dev = await suite.environment({ options: { takeOver } });
      const copy = { annotations: { [lastApplied]: '{"data":{"theirs":"kept"}}' } };
      await dev.create(configMap('web', { theirs: 'kept' }, copy), 'kubectl-client-side-apply');
      await dev.deploy({ web: configMap('web', { level: 'info' }) });
      const live = await dev.live(configMap('web'));
      expect(live['data']).toEqual({ theirs: 'kept', level: 'info' });
      expect(live.metadata['annotations']).toHaveProperty([lastApplied]);
      expect((await dev.turn()).changes).toEqual([]);
    },
  );

  it('a plan tells what goes with the fields that are taken over', async () => {
    const dev = await suite.environment();
    await dev.create(configMap('web', { level: 'info', extra: 'yes' }), 'kubectl-create');
    dev.commit({ web: configMap('web', { level: 'info' }) });
    const [change] = await dev.plan();
    expect(change).toMatchObject({
      action: 'change',
      message: 'takes over what kubectl-create applied or edited',
      fields: [{ path: '/data/extra', live: '"yes"', manager: 'kubectl-create' }],
    });
    expect(change?.fields).toHaveLength(1);
    await dev.turn();
    expect((await dev.live(configMap('web')))['data']).toEqual({ level: 'info' });
  });

  it('case 29: what another environment has is refused with its name, and untouched', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web', { from: 'dev' }) });
    const before = await dev.live(configMap('web'));
    const other = await suite.environment({ namespace: dev.namespace });
    other.commit({ web: configMap('web', { from: 'other' }), beside: configMap('beside') });
    const { failures, status } = await other.turn();
    expect(failures.get('web')).toMatchObject({ transient: false });
    expect(failures.get('web')?.message).toContain(dev.name);
    expect(status.status).toBe('Failed');
    expect(await dev.live(configMap('web'))).toEqual(before);
    expect(await other.find(configMap('beside'))).toBeDefined();
    expect(await other.inventory()).not.toContain('ConfigMap web');
  });

  it('case 29: two environments that declare one object have a problem, both', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web') });
    const other = await suite.environment({ namespace: dev.namespace });
    other.commit({ web: configMap('web') });
    const { status: of } = await other.turn();
    expect(of.problems).toMatchObject([{ path: `${other.name}/deployable/web.yaml` }]);
    expect(of.problems[0]?.message).toContain(dev.name);
    const { status } = await dev.until((turn) => turn.status.problems.length > 0);
    expect(status.problems[0]?.message).toContain(other.name);
    expect(status.status).toBe('Failed');
    other.commit({});
    await other.turn();
    await dev.until((turn) => turn.status.problems.length === 0);
  });

  it('moves an object from one environment to another without making it anew', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: deployment('web'), rest: configMap('rest') });
    const before = await dev.live(deployment('web'));
    const other = await suite.environment({ namespace: dev.namespace });
    // Handed over: marked as kept, dropped by the first, taken by the second.
    const annotations = { 'tribble.dev/prune': 'disabled' };
    await dev.deploy({ web: deployment('web', {}, { metadata: { annotations } }), rest: configMap('rest') });
    await dev.deploy({ rest: configMap('rest') });
    await other.deploy({ web: deployment('web') });
    expect((await dev.live(deployment('web'))).metadata['uid']).toBe(before.metadata['uid']);
    expect(await dev.inventory()).toEqual(['ConfigMap rest']);
    expect(await other.inventory()).toEqual(['Deployment web']);
  });
});
