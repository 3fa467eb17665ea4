import { describe, expect, it } from '@jest/globals';
import { until } from '../../backend.contract.ts';
import { conformance } from './conformance.contract.ts';
import { configMap, deployment, object } from './manifests.contract.ts';
import { itOnRealCluster, unique } from './place.contract.ts';

const suite = conformance();
const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => configMap(name)) as [
  ReturnType<typeof configMap>,
  ReturnType<typeof configMap>,
  ReturnType<typeof configMap>,
  ReturnType<typeof configMap>,
];
const finalizer = 'tribble.dev/conformance';
const kept = { annotations: { 'tribble.dev/prune': 'disabled' } };

describe('prune', () => {
  it('case 20: what left git is deleted with its children, and from the inventory', async () => {
    const dev = await suite.environment();
    const web = deployment('web');
    await dev.deploy({ web, one });
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'Deployment web']);
    dev.commit({ one });
    expect(await dev.planned()).toEqual(['delete Deployment web']);
    expect(await dev.plan()).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'delete', resource: 'web' })]),
    );
    await dev.until(({ status }) => status.prune === undefined && status.status === 'Clean');
    expect(await dev.find(web)).toBeUndefined();
    await until(
      () => suite.client.list(`/api/v1/namespaces/${dev.namespace}/pods`, {}),
      ({ items }) => items.length === 0,
    );
    await dev.until(() => true);
    expect(await dev.inventory()).toEqual(['ConfigMap one']);
    expect(dev.applied.filter((line) => line.startsWith('delete'))).toEqual(['delete Deployment web']);
  });

  it('case 21: a file that cannot be read keeps everything, and the inventory', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two, three });
    const before = await dev.inventory();
    dev.commit({ one, two: 'kind: [' });
    const { changes, status } = await dev.turn();
    expect(changes).toEqual([]);
    expect(status.status).toBe('Failed');
    expect(await dev.find(two)).toBeDefined();
    expect(await dev.find(three)).toBeDefined();
    expect(await dev.inventory()).toEqual(before);
  });

  it('case 21: an environment that became empty keeps everything until a person confirms', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    dev.commit({});
    const { status } = await dev.turn();
    expect(status.prune?.objects.map(({ name }) => name).sort()).toEqual(['one', 'two']);
    expect(status.prune?.message).toMatch(/git has nothing for this environment/);
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'ConfigMap two']);
    const confirm = status.prune?.confirm ?? '';
    await dev.until((turn) => turn.status.prune === undefined, {
      prune: { enabled: true, limit: 1, confirm },
    });
    expect(await dev.find(one)).toBeUndefined();
    expect(await dev.inventory()).toEqual([]);
  });

  it('of more than its limit waits for a person, who confirms exactly these', async () => {
    const dev = await suite.environment({ settings: { prune: { enabled: true, limit: 0.5 } } });
    await dev.deploy({ one, two, three, four });
    dev.commit({ four });
    const { status } = await dev.turn();
    const confirm = status.prune?.confirm ?? '';
    expect(status.prune?.message).toMatch(/^3 of 4 objects left git, more than 50 %/);
    expect(status.status).toBe('Outdated');
    expect(await dev.planned()).toEqual(['one', 'three', 'two'].map((name) => `waiting ConfigMap ${name}`));
    await dev.turn({ prune: { enabled: true, limit: 0.5, confirm: 'another' } });
    expect(await dev.find(one)).toBeDefined();
    await dev.until((turn) => turn.status.prune === undefined, {
      prune: { enabled: true, limit: 0.5, confirm },
    });
    expect(await dev.inventory()).toEqual(['ConfigMap four']);
  });

  it('up to its limit waits for nobody', async () => {
    const dev = await suite.environment({ settings: { prune: { enabled: true, limit: 0.5 } } });
    await dev.deploy({ one, two, three, four });
    await dev.deploy({ three, four });
    expect(await dev.inventory()).toEqual(['ConfigMap four', 'ConfigMap three']);
  });

  it('that is switched off keeps what left git, and says so', async () => {
    const dev = await suite.environment({ settings: { prune: { enabled: false, limit: 0.5 } } });
    await dev.deploy({ one, two, three });
    dev.commit({ one, two });
    const { status } = await dev.turn();
    expect(status.status).toBe('Clean');
    expect(status.prune?.objects).toMatchObject([{ name: 'three', status: 'Clean' }]);
    expect(await dev.find(three)).toBeDefined();
    expect(await dev.inventory()).toContain('ConfigMap three');
  });

  it('case 22: an apply that fails keeps everything; what the run made is in the inventory', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    dev.commit({ one, three, wrong: configMap('Not_A_Name') });
    const { failures } = await dev.turn();
    expect([...failures.keys()]).toEqual(['wrong']);
    expect(await dev.find(two)).toBeDefined();
    expect(await dev.find(three)).toBeDefined();
    expect(await dev.inventory()).toEqual(expect.arrayContaining(['ConfigMap three', 'ConfigMap two']));
    await dev.deploy({ one, three });
    expect(await dev.find(two)).toBeUndefined();
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'ConfigMap three']);
  });

  it('case 23: what says that it is kept loses its marks and its entry, and stays', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two: configMap('two', { level: 'info' }, kept) });
    await dev.deploy({ one });
    const live = await dev.live(two);
    expect(JSON.stringify([live.metadata['labels'], live.metadata['annotations']])).not.toMatch(
      /tribble\.dev\/(?:environment|resource|digest|revision)/,
    );
    expect(live).toMatchObject({ data: { level: 'info' } });
    expect(await dev.inventory()).toEqual(['ConfigMap one']);
  });

  it('case 24: what somebody made anew under the same name is theirs', async () => {
    const dev = await suite.environment({ settings: { selfHeal: false } });
    await dev.deploy({ one, two });
    await dev.delete(two);
    await dev.create(configMap('two', { from: 'somebody' }));
    await dev.deploy({ one });
    expect(await dev.live(two)).toMatchObject({ data: { from: 'somebody' } });
    expect(await dev.inventory()).toEqual(['ConfigMap one']);
    expect(dev.applied.filter((line) => line.startsWith('delete'))).toEqual([]);
  });

  it('case 24: what another environment took over is theirs', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    const annotations = { 'tribble.dev/environment': 'another' };
    dev.commit({ one });
    await dev.edit(two, { metadata: { annotations, labels: annotations } });
    await dev.until(({ status }) => status.prune === undefined && status.status === 'Clean');
    expect(await dev.find(two)).toBeDefined();
    await until(
      () => dev.inventory(),
      (names) => names.length === 1,
    );
  });

  itOnRealCluster('it has no admission policies (case 25)')(
    'case 25: a deletion that is refused is tried again',
    async () => {
      const dev = await suite.environment();
      const [group, name] = ['admissionregistration.k8s.io/v1', `tribble-conformance-${unique()}`];
      const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': dev.namespace } };
      const resourceRules = [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['DELETE'], resources: ['configmaps'] },
      ];
      const policy = object(group, 'ValidatingAdmissionPolicy', name, {
        spec: {
          matchConstraints: { resourceRules },
          validations: [{ expression: `oldObject.metadata.name != 'two'`, message: 'two is protected' }],
        },
      });
      const binding = object(group, 'ValidatingAdmissionPolicyBinding', name, {
        spec: { policyName: name, validationActions: ['Deny'], matchResources: { namespaceSelector } },
      });
      for (const each of [policy, binding]) suite.goesAway(group, each.kind, name);
      await dev.deploy({ one, two, three });
      for (const each of [policy, binding]) await dev.create(each);
      const path = await suite.pathOf(two, dev.namespace);
      const refusal = () =>
        suite.client.delete(path, { propagationPolicy: 'Background', dryRun: true }).then(
          () => '',
          (error: Error) => error.message,
        );
      await until(refusal, (message) => message.includes('two is protected'));
      dev.commit({ one, three });
      const { status } = await dev.turn();
      expect(status.prune?.objects).toMatchObject([{ name: 'two' }]);
      expect(status.prune?.message).toMatch(/two is protected/);
      expect(await dev.inventory()).toContain('ConfigMap two');
      await dev.delete(binding);
      await dev.until((turn) => turn.status.prune === undefined);
      expect(await dev.find(two)).toBeUndefined();
    },
  );

  it('case 26: an object that waits for a finalizer is told with its name, and holds up no turn', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two, web: deployment('web') });
    await dev.edit(two, { metadata: { finalizers: [finalizer] } });
    dev.commit({ one, web: deployment('web') });
    const { status } = await dev.until(({ status: { prune } }) => JSON.stringify(prune)?.includes(finalizer));
    expect(status.prune?.objects).toMatchObject([{ kind: 'ConfigMap', name: 'two' }]);
    // The rest goes on meanwhile.
    dev.commit({ one: configMap('one', { level: 'debug' }), web: deployment('web') });
    await dev.turn();
    expect(await dev.live(one)).toMatchObject({ data: { level: 'debug' } });
    expect(dev.applied.filter((line) => line === 'delete ConfigMap two')).toHaveLength(1);
    await dev.edit(two, { metadata: { finalizers: null } });
    await dev.until((turn) => turn.status.prune === undefined);
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'Deployment web']);
  });

  it('case 27: a Namespace is not deleted while something of git is in it', async () => {
    const dev = await suite.environment({ options: { allowedNamespaces: ['*'] } });
    const name = `tribble-conformance-${unique()}`;
    suite.goesAway('v1', 'Namespace', name);
    const space = object('v1', 'Namespace', name);
    const inside = configMap('inside', { level: 'info' }, { namespace: name });
    await dev.deploy({ space, inside, one, two });
    dev.commit({ inside, one, two });
    const { status } = await dev.turn();
    expect(status.prune?.objects).toMatchObject([{ kind: 'Namespace', name }]);
    // Nor may a person have it deleted.
    expect(status.prune).not.toHaveProperty('confirm');
    expect((await dev.find(space))?.['metadata']).not.toHaveProperty('deletionTimestamp');
    expect(await dev.find(inside)).toBeDefined();
  });

  it('does not take a file that was renamed for one that is gone', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    const before = await dev.live(two);
    await dev.deploy({ one, renamed: two });
    expect((await dev.live(two)).metadata['uid']).toBe(before.metadata['uid']);
    expect(dev.applied.filter((line) => line.startsWith('delete'))).toEqual([]);
    expect(await dev.live(two)).toMatchObject({
      metadata: { annotations: { 'tribble.dev/resource': 'renamed' } },
    });
  });

  it('makes a lost inventory anew from the marks, and deletes nothing in that run', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two, three });
    await dev.backend.close();
    await dev.delete(object('v1', 'ConfigMap', `tribble-inventory-${dev.name}`));
    await dev.restart();
    dev.commit({ one, three });
    const { changes, status } = await dev.turn();
    expect(changes).toEqual([]);
    expect(status.prune?.objects).toMatchObject([{ name: 'two' }]);
    expect(JSON.stringify(status.prune)).toMatch(/inventory was lost/);
    expect(await dev.find(two)).toBeDefined();
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'ConfigMap three', 'ConfigMap two']);
    // Marks are copied by people and controllers: nothing is deleted for their sake alone.
    const held = await dev.until((turn) => turn.status.prune?.confirm !== undefined);
    expect(await dev.find(two)).toBeDefined();
    const confirm = held.status.prune?.confirm ?? '';
    await dev.until((turn) => turn.status.prune === undefined, {
      prune: { enabled: true, limit: 0.5, confirm },
    });
    expect(await dev.find(two)).toBeUndefined();
  });

  it('knows what is its own after a restart', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    await dev.restart();
    await dev.deploy({ one });
    expect(await dev.find(two)).toBeUndefined();
  });
});

describe('the inventory', () => {
  it('case 30: of two runs at once, one applies nothing', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one });
    const rival = await suite.environment({ name: dev.name, namespace: dev.namespace });
    rival.commit({ one, two });
    await rival.plan();
    await dev.deploy({ one, three });
    const refused = rival.turn();
    await expect(refused).rejects.toMatchObject({ transient: true });
    await expect(refused).rejects.toThrow(/another deployer changes environment .* at the same time/);
    expect(await dev.find(two)).toBeUndefined();
    // It reads again, and goes on.
    await rival.deploy({ one, two, three });
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'ConfigMap three', 'ConfigMap two']);
  });

  it('case 31: a deployer that was killed before it pruned is followed by one that does', async () => {
    const dev = await suite.environment();
    await dev.deploy({ one, two });
    // What a killed run leaves behind: applied, and not pruned.
    dev.commit({ one, three });
    await dev.turn({ prune: { enabled: false, limit: 1 } });
    await dev.restart();
    await dev.deploy({ one, three });
    await dev.until(({ status }) => status.prune === undefined);
    expect(await dev.find(two)).toBeUndefined();
    expect(await dev.inventory()).toEqual(['ConfigMap one', 'ConfigMap three']);
  });
});
