import { describe, expect, it } from '@jest/globals';
import { conformance } from './conformance.contract.ts';
import { configMap, object } from './manifests.contract.ts';

const suite = conformance();
const good = configMap('good');
const text = (value: unknown) => JSON.stringify(value);

describe('bad input', () => {
  it.each([
    ['no kind', text({ apiVersion: 'v1', metadata: { name: 'bad' } }), /kind: missing/],
    ['no apiVersion', text({ kind: 'ConfigMap', metadata: { name: 'bad' } }), /apiVersion: missing/],
    ['no name', text({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }), /metadata\.name: missing/],
    ['no YAML', 'kind: [', /./],
    ['an unknown kind', text(object('v1', 'Confetti', 'bad')), /knows no Confetti of v1/],
    [
      'an unknown group',
      text(object('nobody.example.org/v1', 'ConfigMap', 'bad')),
      /knows no ConfigMap of nobody/,
    ],
    ['a wrong type', text(configMap('bad', { level: 7 })), /bad\.yaml.*ConfigMap .*bad.*level/],
    ['an unknown field', text({ ...configMap('bad'), date: {} }), /bad\.yaml.*date/],
    ['a name that is too long', text(configMap('b'.repeat(254))), /bad\.yaml.*(?:253|name)/],
    ['a name with capitals', text(configMap('Bad')), /bad\.yaml.*RFC 1123/],
    [
      'a namespace that is not the environment’s',
      text(configMap('bad', {}, { namespace: 'kube-system' })),
      /kube-system is not .*allowedNamespaces/,
    ],
    ['a ConfigMap of 2 MB', text(configMap('bad', { big: 'x'.repeat(1_990_000) })), /bad\.yaml.*ConfigMap/],
    [
      'an instruction that is none',
      text(configMap('bad', {}, { annotations: { 'tribble.dev/replace': 'maybe' } })),
      /tribble\.dev\/replace: "maybe"/,
    ],
  ])('fails its own resource only: %s', async (_, bad, message) => {
    const dev = await suite.environment();
    dev.commit({ bad, good });
    const { status } = await dev.turn();
    const told = [status.resources['bad']?.message, ...status.problems.map((problem) => problem.message)];
    expect(status.resources['bad']).toMatchObject({ status: 'Failed' });
    expect(told.filter(Boolean).join('\n')).toMatch(message);
    expect(status.resources['good']).toMatchObject({ status: 'Clean' });
    expect(await dev.find(good)).toBeDefined();
    // The same again says the same, and writes nothing.
    const before = await dev.live(good);
    expect((await dev.turn()).changes).toEqual([]);
    expect(await dev.live(good)).toEqual(before);
  });

  it('takes the items of a List one by one', async () => {
    const dev = await suite.environment();
    const items = [configMap('first'), configMap('second')];
    await dev.deploy({ list: text({ apiVersion: 'v1', kind: 'List', items }) });
    for (const item of items) expect(await dev.find(item)).toBeDefined();
  });

  it('deploys nothing of an object that stands in two files, and names both', async () => {
    const dev = await suite.environment();
    dev.commit({ one: configMap('twice', { from: 'one' }), two: configMap('twice', { from: 'two' }), good });
    const { failures } = await dev.turn();
    expect(failures.get('one')?.message).toMatch(/also declared by two/);
    expect(failures.get('two')?.message).toMatch(/also declared by one/);
    expect(await dev.find(configMap('twice'))).toBeUndefined();
    expect(await dev.find(good)).toBeDefined();
  });

  it('keeps what is deployed of a resource that became bad', async () => {
    const dev = await suite.environment();
    await dev.deploy({ web: configMap('web', { level: 'info' }), good });
    const before = await dev.live(configMap('web'));
    dev.commit({ web: configMap('web', { level: 7 }), good });
    await dev.turn();
    expect(await dev.live(configMap('web'))).toEqual(before);
    await dev.deploy({ web: configMap('web', { level: 'debug' }), good });
    expect(await dev.live(configMap('web'))).toMatchObject({ data: { level: 'debug' } });
  });
});
