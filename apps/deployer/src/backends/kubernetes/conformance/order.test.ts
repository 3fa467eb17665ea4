import { describe, expect, it } from '@jest/globals';
import type { Manifest, ValueMap } from '@tribble/resource-repo/format';
import { conformance } from './conformance.contract.ts';
import { configMap, deployment, gadgets, job, object } from './manifests.contract.ts';
import { unique } from './place.contract.ts';

const suite = conformance();
const inWave = (wave: number) => ({ annotations: { 'tribble.dev/wave': String(wave) } });

function newKind() {
  const group = `${unique()}.conformance.tribble.dev`;
  const kind = gadgets(group);
  suite.goesAway('apiextensions.k8s.io/v1', 'CustomResourceDefinition', kind.definition.metadata.name);
  return kind;
}

describe('order', () => {
  it('case 14: a shuffled set with a CRD, its resources and a Namespace gets there by itself', async () => {
    const namespace = `tribble-conformance-${unique()}`;
    suite.goesAway('v1', 'Namespace', namespace);
    const { definition, gadget } = newKind();
    const dev = await suite.environment({ options: { allowedNamespaces: ['*'] } });
    const inside = configMap('inside', { level: 'info' }, { namespace });
    await dev.deploy({
      a: [gadget('first'), inside],
      b: deployment('web'),
      c: [object('v1', 'Namespace', namespace), configMap('beside')],
      d: definition,
    });
    expect(await dev.find(inside)).toBeDefined();
    expect(await dev.live(gadget('first'))).toMatchObject({ spec: { size: 1 } });
    const made = (line: string) => dev.applied.indexOf(`create ${line}`);
    expect(made('Gadget first')).toBeGreaterThan(
      made(`CustomResourceDefinition ${definition.metadata.name}`),
    );
    expect(made('ConfigMap inside')).toBeGreaterThan(made(`Namespace ${namespace}`));
    expect(dev.applied).toHaveLength(6);
    await dev.restart();
    expect((await dev.turn()).changes).toEqual([]);
  });

  it('case 14: a custom resource is changed, drifts and is pruned like any other object', async () => {
    const { definition, gadget } = newKind();
    const dev = await suite.environment();
    await dev.deploy({ kind: definition, one: gadget('one'), two: gadget('two') });
    await dev.deploy({ kind: definition, one: gadget('one', { size: 2 }), two: gadget('two') });
    expect(await dev.live(gadget('one'))).toMatchObject({ spec: { size: 2 } });
    await dev.edit(gadget('one'), { spec: { size: 3 } });
    await dev.noticed();
    await dev.until(({ status }) => status.status === 'Clean');
    expect(await dev.live(gadget('one'))).toMatchObject({ spec: { size: 2 } });
    await dev.deploy({ kind: definition, one: gadget('one', { size: 2 }) });
    expect(await dev.find(gadget('two'))).toBeUndefined();
  });

  it('deletes custom resources before their definition, and the definition when a person confirms it', async () => {
    const { definition, gadget } = newKind();
    const dev = await suite.environment();
    const rest = configMap('rest');
    await dev.deploy({ kind: definition, one: gadget('one'), rest });
    dev.commit({ rest });
    const { name } = definition.metadata;
    const held = await dev.until(
      ({ status }) => status.prune?.confirm !== undefined && status.prune.objects.length === 1,
    );
    expect(held.status.prune?.objects).toMatchObject([{ kind: 'CustomResourceDefinition', name }]);
    expect(await dev.find(definition)).toBeDefined();
    const confirm = held.status.prune?.confirm ?? '';
    await dev.until(({ status }) => status.prune === undefined, {
      prune: { enabled: true, limit: 1, confirm },
    });
    expect(dev.applied.filter((line) => line.startsWith('delete'))).toEqual([
      'delete Gadget one',
      `delete CustomResourceDefinition ${name}`,
    ]);
    expect(await dev.inventory()).toEqual(['ConfigMap rest']);
  });

  it('case 15: a resource of an unknown kind fails alone, and nothing is pruned', async () => {
    const dev = await suite.environment();
    await dev.deploy({ old: configMap('old'), rest: configMap('rest') });
    const { gadget } = gadgets(`${unique()}.conformance.tribble.dev`);
    dev.commit({ gadget: gadget('one'), rest: configMap('rest'), more: configMap('more') });
    expect(await dev.planned()).toEqual(
      expect.arrayContaining(['create ConfigMap more', 'refused Gadget one']),
    );
    const { failures, status } = await dev.turn();
    expect(failures.get('gadget')?.message).toMatch(/the cluster knows no Gadget of .*\/v1$/);
    expect(status.resources['gadget']).toMatchObject({ status: 'Failed' });
    expect(await dev.find(configMap('more'))).toBeDefined();
    expect(await dev.find(configMap('old'))).toBeDefined();
    expect(await dev.inventory()).toContain('ConfigMap old');
  });

  it('case 15: it is deployed as soon as somebody brings its kind', async () => {
    const dev = await suite.environment();
    const { definition, gadget } = newKind();
    dev.commit({ gadget: gadget('one') });
    await dev.turn();
    await dev.create(definition);
    await dev.until(({ status }) => status.status === 'Clean');
    expect(await dev.find(gadget('one'))).toBeDefined();
  });
});

describe('a foundation that the cluster refuses', () => {
  it('holds back what stands on it, and nothing else', async () => {
    const dev = await suite.environment();
    const { definition, gadget } = newKind();
    const refused = { ...definition, spec: { ...(definition['spec'] as ValueMap), scope: 'Nowhere' } };
    dev.commit({ kind: refused, gadget: gadget('one'), web: configMap('web') });
    const { failures, status } = await dev.turn();
    expect([...failures.keys()]).toEqual(['kind']);
    expect(await dev.find(configMap('web'))).toBeDefined();
    expect(status.resources['gadget']?.status).not.toBe('Clean');
  });
});

describe('waves', () => {
  it('wait for what cannot be deployed', async () => {
    const dev = await suite.environment();
    const { gadget } = gadgets(`${unique()}.conformance.tribble.dev`);
    const web = configMap('web', {}, inWave(1));
    dev.commit({ gadget: gadget('one'), web, other: configMap('other') });
    const { status } = await dev.turn();
    expect(dev.applied).toEqual(['create ConfigMap other']);
    expect(status.resources['web']?.message).toMatch(/waits for Gadget one of wave 0: the cluster knows no/);
  });

  it('begin when all of the wave before is ready', async () => {
    const dev = await suite.environment();
    const database = deployment('database', {}, { metadata: inWave(-1) });
    const migration = job('migration', {}, { metadata: inWave(1) });
    const web = deployment('web', {}, { metadata: inWave(2) });
    dev.commit({ web, migration, database });
    const { status } = await dev.turn();
    expect(dev.applied).toEqual(['create Deployment database']);
    expect(status.resources['web']).toMatchObject({ status: 'Outdated' });
    expect(status.resources['web']?.message).toMatch(/waits for Deployment .*\/database of wave -1/);
    await dev.until((turn) => turn.status.status === 'Clean');
    expect(dev.applied).toEqual([
      'create Deployment database',
      'create Job migration',
      'create Deployment web',
    ]);
  });

  it('do not begin where the wave before failed', async () => {
    const dev = await suite.environment();
    const wrong = configMap('Not_A_Name', {}, inWave(-1));
    const late = configMap('late');
    const web: Manifest = configMap('web', {}, inWave(-1));
    dev.commit({ wrong, late, web });
    await dev.turn();
    const { failures, status } = await dev.turn();
    expect([...failures.keys()]).toEqual(['wrong']);
    expect(await dev.find(web)).toBeDefined();
    expect(await dev.find(late)).toBeUndefined();
    expect(status.resources['late']?.message).toMatch(/waits for ConfigMap .*Not_A_Name/);
  });

  it('that are no numbers are told, and fail only their resource', async () => {
    const dev = await suite.environment();
    dev.commit({
      wrong: configMap('wrong', {}, { annotations: { 'tribble.dev/wave': 'first' } }),
      web: configMap('web'),
    });
    const { failures } = await dev.turn();
    expect(failures.get('wrong')?.message).toMatch(/tribble\.dev\/wave: "first" is no whole number/);
    expect(await dev.find(configMap('web'))).toBeDefined();
  });
});
