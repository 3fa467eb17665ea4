import { describe, expect, it } from '@jest/globals';
import { conformance } from './conformance.contract.ts';
import { configMap, object } from './manifests.contract.ts';

const suite = conformance();

describe('rights', () => {
  it('case 39: a service account that may not is told per object, and nobody else does it', async () => {
    const dev = await suite.environment();
    const account = `system:serviceaccount:${dev.namespace}:deployer`;
    await dev.create(object('v1', 'ServiceAccount', 'deployer'));
    const group = 'rbac.authorization.k8s.io';
    const look = ['get', 'list', 'watch'];
    const rules = [
      { apiGroups: [''], resources: ['configmaps'], verbs: [...look, 'create', 'update', 'patch', 'delete'] },
      { apiGroups: [''], resources: ['secrets'], verbs: look },
    ];
    await dev.create(object(`${group}/v1`, 'Role', 'deployer', { rules }));
    await dev.create(
      object(`${group}/v1`, 'RoleBinding', 'deployer', {
        roleRef: { apiGroup: group, kind: 'Role', name: 'deployer' },
        subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: dev.namespace }],
      }),
    );
    suite.place.authorize(({ user, verb, resource, namespace }) => {
      if (user !== account) return undefined;
      const rule = namespace === dev.namespace && rules.find(({ resources }) => resources.includes(resource));
      return rule && rule.verbs.includes(verb) ? undefined : '';
    });
    const limited = await suite.environment({ namespace: dev.namespace, options: { as: account } });
    limited.commit({ web: configMap('web'), secret: object('v1', 'Secret', 'secret', { data: {} }) });
    const { failures, status } = await limited.turn();
    expect([...failures.keys()]).toEqual(['secret']);
    expect(failures.get('secret')?.message).toMatch(
      /secret\.yaml: Secret .*\/secret: .*User "system:serviceaccount:.*:deployer" cannot (?:patch|create) resource "secrets"/,
    );
    expect(status.resources['web']).toMatchObject({ status: 'Clean' });
    expect(await limited.find(object('v1', 'Secret', 'secret'))).toBeUndefined();
    expect(await limited.find(configMap('web'))).toBeDefined();
  });

  it('to list a kind that are missing are told, and stop no other resource', async () => {
    const dev = await suite.environment();
    const account = `system:serviceaccount:${dev.namespace}:blind`;
    const group = 'rbac.authorization.k8s.io';
    const verbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
    await dev.create(
      object(`${group}/v1`, 'Role', 'blind', {
        rules: [{ apiGroups: [''], resources: ['configmaps'], verbs }],
      }),
    );
    await dev.create(
      object(`${group}/v1`, 'RoleBinding', 'blind', {
        roleRef: { apiGroup: group, kind: 'Role', name: 'blind' },
        subjects: [{ kind: 'ServiceAccount', name: 'blind', namespace: dev.namespace }],
      }),
    );
    suite.place.authorize(({ user, resource, namespace }) => {
      const isDenied = user === account && (resource !== 'configmaps' || namespace !== dev.namespace);
      return isDenied ? '' : undefined;
    });
    const blind = await suite.environment({ namespace: dev.namespace, options: { as: account } });
    blind.commit({
      web: configMap('web'),
      service: object('v1', 'Service', 'service', { spec: { ports: [{ port: 80 }] } }),
    });
    const turn = await blind.turnOrFault();
    const told =
      typeof turn === 'string' ? turn : [...turn.failures.values()].map(({ message }) => message).join();
    expect(told).toMatch(/cannot (?:list|get|watch|patch) resource "services"/);
    expect(await blind.find(configMap('web'))).toBeDefined();
  });
});

describe('secrets', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  it.each([
    ['a number in data', { data: { pin: 987654321 } }, '987654321'],
    ['no base64', { data: { pin: 'not base64: hunter2' } }, 'hunter2'],
    ['a map in stringData', { stringData: { pin: { deep: 'hunter2' } } }, 'hunter2'],
  ])('case 40: never show in what is told of a wrong Secret: %s', async (_, content, value) => {
    const dev = await suite.environment();
    dev.commit({ secret: object('v1', 'Secret', 'secret', content) });
    const plan = await dev.plan();
    const { failures, status } = await dev.turn();
    expect(status.resources['secret']).toMatchObject({ status: 'Failed' });
    const told = JSON.stringify([plan, [...failures], status]) + dev.logged();
    expect(told).toMatch(/Secret/);
    expect(told).not.toContain(value);
    expect(told).not.toContain(base64(value));
  });

  it('show in a plan as hashes that differ where the values do', async () => {
    const dev = await suite.environment();
    const secret = (password: string) =>
      object('v1', 'Secret', 'web', { stringData: { password, user: 'ann' } });
    await dev.deploy({ web: secret('hunter2') });
    dev.commit({ web: secret('correct horse') });
    const [change] = await dev.plan();
    const fields = change?.fields.filter(({ path }) => path.startsWith('/data')) ?? [];
    expect(fields).toMatchObject([{ path: '/data/password' }]);
    expect(fields[0]?.live).toMatch(/hmac:/);
    expect(fields[0]?.desired).toMatch(/hmac:/);
    expect(fields[0]?.live).not.toBe(fields[0]?.desired);
    expect(JSON.stringify(change)).not.toMatch(/hunter2|correct horse/);
    const { changes } = await dev.turn();
    expect(changes).toHaveLength(1);
    expect(dev.logged()).not.toMatch(/hunter2|correct horse/);
  });
});
