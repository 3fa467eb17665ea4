import { describe, expect, it } from '@jest/globals';
import { until } from '../../backend.contract.ts';
import { conformance, versionsOf } from './conformance.contract.ts';
import { configMap, deployment, gadgets, object } from './manifests.contract.ts';
import { unique } from './place.contract.ts';

const suite = conformance();
const service = object('v1', 'Service', 'web', { spec: { selector: { app: 'web' }, ports: [{ port: 80 }] } });

describe('apply', () => {
  it('case 1: a dry run tells that an object would be made, and makes none', async () => {
    const dev = await suite.environment();
    dev.commit({ web: deployment('web') });
    expect(await dev.planned()).toEqual(['create Deployment web']);
    expect(await dev.find(deployment('web'))).toBeUndefined();
    expect(await dev.inventory()).toEqual([]);
  });

  it('case 2: what is applied again is unchanged, and nothing is written', async () => {
    const dev = await suite.environment();
    const objects = [
      deployment('web'),
      service,
      configMap('web'),
      object('v1', 'Secret', 'web', { stringData: { password: 'hunter2' } }),
      object('v1', 'ServiceAccount', 'web'),
      object('networking.k8s.io/v1', 'Ingress', 'web', {
        spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
      }),
    ];
    await dev.deploy({ web: objects });
    const look = async () => versionsOf(await Promise.all(objects.map((each) => dev.live(each))));
    const before = await look();
    // A deployer that knows nothing asks the server of everything.
    await dev.restart();
    expect((await dev.plan()).map(({ action }) => action)).toEqual(objects.map(() => 'unchanged'));
    expect((await dev.turn()).changes).toEqual([]);
    expect(await look()).toEqual(before);
  });

  it('case 3: of a changed label, the plan shows one path of one object', async () => {
    const dev = await suite.environment();
    const labelled = (tier: string) => configMap('web', { level: 'info' }, { labels: { tier } });
    await dev.deploy({ web: labelled('back'), other: configMap('other') });
    dev.commit({ web: labelled('front'), other: configMap('other') });
    const changed = (await dev.plan()).filter(({ action }) => action !== 'unchanged');
    expect(changed).toMatchObject([{ action: 'change', kind: 'ConfigMap', name: 'web' }]);
    const fields = changed[0]?.fields.filter(
      ({ path }) => !path.startsWith('/metadata/annotations/tribble.dev'),
    );
    expect(fields).toEqual([
      expect.objectContaining({ path: '/metadata/labels/tier', live: '"back"', desired: '"front"' }),
    ]);
  });

  it('case 4: a field that leaves git leaves the cluster', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web', { level: 'info', extra: 'yes' }) });
    await dev.deploy({ web: configMap('web', { level: 'info' }) });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'info' } });
    expect(Object.keys((await dev.live(configMap('web')))['data'] ?? {})).toEqual(['level']);
  });

  it('case 11: a key of stringData that leaves git leaves the data', async () => {
    const dev = await suite.environment();
    const secret = (stringData: Record<string, string>) => object('v1', 'Secret', 'web', { stringData });
    await dev.deploy({ web: secret({ user: 'ann', password: 'hunter2' }) });
    await dev.deploy({ web: secret({ user: 'ann' }) });
    const live = await dev.live(secret({}));
    expect(live['data']).toEqual({ user: Buffer.from('ann').toString('base64') });
  });

  it('case 12: a mode in the YAML of Kubernetes is octal', async () => {
    const dev = await suite.environment();
    const web = deployment('web', { replicas: 0 });
    const text = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 0
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: web, image: "registry.example.org/web:1"}
      volumes:
        - name: settings
          configMap: {name: web, defaultMode: 0400}
`;
    await dev.deploy({ web: text });
    expect(await dev.live(web)).toMatchObject({
      spec: { template: { spec: { volumes: [{ configMap: { defaultMode: 256 } }] } } },
    });
  });

  it('case 13: a ClusterRole that a controller fills is left to it', async () => {
    const dev = await suite.environment();
    const label = `tribble.dev/conformance-${unique()}`;
    const name = `tribble-conformance-${unique()}`;
    const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole', name, {
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: 'true' } }] },
      rules: [],
    });
    const part = object(
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      `${name}-part`,
      { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
      { labels: { [label]: 'true' } },
    );
    for (const each of [role, part]) suite.goesAway(each.apiVersion, each.kind, each.metadata.name);
    await dev.deploy({ roles: [role, part] });
    await until(
      () => dev.live(role),
      ({ rules }) => Array.isArray(rules) && rules.length === 1,
    );
    await dev.restart();
    expect(await dev.planned()).toEqual([]);
    expect((await dev.turn()).changes).toEqual([]);
  });

  it('case 16: what the schema does not know is refused at once, and nothing of the resource is applied', async () => {
    const dev = await suite.environment();
    const wrong = deployment('wrong', { replica: 2 });
    dev.commit({ wrong: [configMap('beside'), wrong], other: configMap('other') });
    const { failures } = await dev.turn();
    expect(failures.get('wrong')).toMatchObject({ transient: false });
    expect(failures.get('wrong')?.message).toMatch(
      /deployable\/wrong\.yaml: Deployment .*\/wrong: .*replica/,
    );
    expect(await dev.find(configMap('beside'))).toBeUndefined();
    expect(await dev.find(configMap('other'))).toBeDefined();
  });

  it('case 16: a variable that stands twice is refused at once', async () => {
    const dev = await suite.environment();
    const env = [
      { name: 'LEVEL', value: 'info' },
      { name: 'LEVEL', value: 'debug' },
    ];
    const containers = [{ name: 'web', image: 'registry.example.org/web:1', env }];
    const template = { metadata: { labels: { app: 'twice' } }, spec: { containers } };
    dev.commit({ twice: deployment('twice', { template }) });
    const { failures } = await dev.turn();
    expect(failures.get('twice')).toMatchObject({ transient: false });
    expect(failures.get('twice')?.message).toMatch(/duplicate/);
    expect(await dev.find(deployment('twice'))).toBeUndefined();
  });

  it('case 28: a namespace on what has none changes nothing of its identity', async () => {
    const dev = await suite.environment();
    const name = `tribble-conformance-${unique()}`;
    const spec = { value: 10, globalDefault: false };
    const priority = object('scheduling.k8s.io/v1', 'PriorityClass', name, spec, {
      namespace: dev.namespace,
    });
    suite.goesAway('scheduling.k8s.io/v1', 'PriorityClass', name);
    await dev.deploy({ priority, web: configMap('web') });
    expect(await dev.inventory()).toEqual(['ConfigMap web', `PriorityClass ${name}`]);
    const before = await dev.live(priority);
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
    expect((await dev.live(priority)).metadata['uid']).toBe(before.metadata['uid']);
  });

  it('knows the objects of a kind that manifests name in two versions', async () => {
    const group = `${unique()}.conformance.tribble.dev`;
    const { definition, gadget } = gadgets(group, false, ['v1', 'v2']);
    suite.goesAway('apiextensions.k8s.io/v1', 'CustomResourceDefinition', definition.metadata.name);
    const dev = await suite.environment();
    const newer = { ...gadget('newer'), apiVersion: `${group}/v2` };
    const { status } = await dev.deploy({ kind: definition, older: gadget('older'), newer });
    expect(status.resources).toMatchObject({ older: { reason: 'Clean' }, newer: { reason: 'Clean' } });
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
    await dev.edit(gadget('older'), { spec: { size: 7 } });
    await dev.noticed();
    expect(await dev.planned()).toEqual(['change Gadget older']);
  });

  it('writes the marks on the object, never on its pods', async () => {
    const dev = await suite.environment();
    await dev.deploy({ 'payments/web': deployment('web') });
    const live = await dev.live(deployment('web'));
    expect(live.metadata).toMatchObject({
      labels: { 'tribble.dev/environment': dev.name },
      annotations: { 'tribble.dev/environment': dev.name, 'tribble.dev/resource': 'payments/web' },
    });
    expect(JSON.stringify(live['spec'])).not.toContain('tribble.dev/environment');
  });

  it('makes the namespace of an environment that says so, and leaves it be', async () => {
    const namespace = `tribble-conformance-${unique()}`;
    suite.goesAway('v1', 'Namespace', namespace);
    const dev = await suite.environment({ namespace, options: { createNamespace: true } });
    await dev.deploy({ web: configMap('web') });
    expect(await dev.live(configMap('web'))).toMatchObject({ metadata: { namespace } });
    const before = await suite.client.get(`/api/v1/namespaces/${namespace}`);
    await dev.restart();
    await dev.turn();
    expect(await suite.client.get(`/api/v1/namespaces/${namespace}`)).toEqual(before);
  });

  it('says that the namespace of an environment is not there', async () => {
    const dev = await suite.environment({ namespace: `tribble-conformance-${unique()}` });
    dev.commit({ web: configMap('web') });
    const { failures } = await dev.turn();
    expect(failures.get('web')?.message).toMatch(/namespaces ".*" not found.*createNamespace/);
  });
});
