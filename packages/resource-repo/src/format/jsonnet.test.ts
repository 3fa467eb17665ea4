import { describe, expect, it } from '@jest/globals';
import { blobId } from './digest.ts';
import type { RepositoryFile } from './file.ts';
import { type Evaluated, jsonnetFiles } from './jsonnet.ts';
import { RenderCache } from './render-cache.ts';
import { renderEnvironment } from './render.ts';
import type { EnvironmentFiles } from './snapshot.ts';

function environmentOf(texts: Readonly<Record<string, string>>): EnvironmentFiles {
  const files = new Map<string, RepositoryFile>();
  for (const [path, text] of Object.entries(texts)) {
    files.set(path, { path, id: blobId(text), content: { text } });
  }
  return { name: 'dev', tree: 'tree', files, problems: [] };
}

const versionText = `version: 1.10
replicas: 03
empty:
zones: [1.20, {deep: yes}]
copy: &c a
alias: *c
containers: {api: {image: x, port: 0x10}}
/spec/replicas: 3
`;
const environment = environmentOf({
  'dev/deployable/whole.jsonnet': '{}',
  'dev/deployable/plain.yaml': 'a: 1',
  'dev/base/api.jsonnet': '{}',
  'dev/version/api.yaml': versionText,
  'dev/base/waits.jsonnet': '{}',
  'dev/base/broken.jsonnet': '{}',
  'dev/version/broken.yaml': 'no: version',
});

describe('jsonnetFiles', () => {
  it('names whole manifests, and bases that have a version, with its mapping', () => {
    const files = jsonnetFiles(environment).map(({ file, ...rest }) => ({ path: file.path, ...rest }));
    expect(files).toEqual([
      {
        path: 'dev/base/api.jsonnet',
        version: {
          version: '1.10',
          replicas: '03',
          empty: '',
          zones: ['1.20', { deep: 'yes' }],
          copy: 'a',
          alias: 'a',
          containers: { api: { image: 'x', port: 16 } },
          '/spec/replicas': 3,
        },
        versionId: blobId(versionText),
      },
      { path: 'dev/deployable/whole.jsonnet', version: null },
    ]);
  });
});

const object = (name: string, data = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const lastChange = (path: string) => {
  const order = { 'dev/deployable/a.jsonnet': 1, 'lib/x': 3, 'dev/deployable/x': 5 }[path];
  return order === undefined ? undefined : { order, revision: `r${order}`, author: '', committedAt: '' };
};

describe('rendering what was evaluated', () => {
  const path = 'dev/deployable/a.jsonnet';
  const whole = environmentOf({ [path]: '{}' });
  const render = (evaluated: Evaluated, cache?: RenderCache) =>
    renderEnvironment(whole, lastChange, cache, new Map([[path, evaluated]]));

  it.each<{ name: string; value: Evaluated & object; names: string[] }>([
    { name: 'one object', value: { value: object('a'), imports: [] }, names: ['a'] },
    { name: 'a list', value: { value: [object('a'), null, object('b')], imports: [] }, names: ['a', 'b'] },
    {
      name: 'a list of Kubernetes inside of a list',
      value: {
        value: [{ apiVersion: 'v1', kind: 'List', items: [object('a'), object('b')] }, object('c')],
        imports: [],
      },
      names: ['a', 'b', 'c'],
    },
  ])('takes $name', ({ value, names }) => {
    const objects = render(value).resources.get('a')?.objects ?? [];
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(names);
  });

  it.each([
    { value: 'text', message: 'a manifest is a map' },
    { value: [[object('a')]], message: 'a manifest is a map' },
    { value: [], message: 'holds no manifest' },
    { value: { kind: 'ConfigMap' }, message: 'ConfigMap: apiVersion: missing or no text' },
  ])('refuses $value', ({ value, message }) => {
    expect(render({ value, imports: [] }).problems).toEqual([expect.objectContaining({ path, message })]);
  });

  it('passes its problems on', () => {
    const problems = [{ path: 'lib/x', line: 2, message: 'no' }];
    expect(render({ problems, imports: [] }).invalid.get('a')).toEqual(problems);
  });

  it('says so where nobody evaluates', () => {
    expect(renderEnvironment(whole, lastChange).problems).toEqual([
      { path, message: 'jsonnet is not evaluated here' },
    ]);
  });

  it('is as new as the newest import, or as the commit that took a nearer one away', () => {
    const revisionWith = (...imports: { path: string; id?: string }[]) =>
      render({ value: object('a'), imports }).resources.get('a')?.revision;
    expect(revisionWith()).toBe('r1');
    expect(revisionWith({ path: 'lib/x', id: '1' })).toBe('r3');
    expect(revisionWith({ path: 'dev/deployable/x' }, { path: 'lib/x', id: '1' })).toBe('r5');
  });

  it('remembers what it rendered as long as file and imports are the same', () => {
    const cache = new RenderCache();
    const at = (id: string, data: object) => {
      return render({ value: object('a', data), imports: [{ path: 'lib/x', id }] }, cache).resources.get('a');
    };
    const first = at('1', { x: 1 });
    expect(at('1', { x: 1 })).toBe(first);
    expect(at('2', { x: 2 })?.objects).toEqual([object('a', { x: 2 })]);
  });

  it('forgets a problem that is gone, though no file changed', () => {
    const cache = new RenderCache();
    render({ problems: [{ path, message: 'not installed' }], imports: [] }, cache);
    expect(render({ value: object('a'), imports: [] }, cache).problems).toEqual([]);
  });

  it('merges a version into a base of jsonnet as into one of YAML', () => {
    const base = 'dev/base/b.jsonnet';
    const files = environmentOf({ [base]: '', 'dev/version/b.yaml': 'version: "2"\n/data/more: x' });
    const evaluated: Evaluated = { value: object('b', { tag: 'v$version' }), imports: [] };
    const rendered = renderEnvironment(files, lastChange, undefined, new Map([[base, evaluated]]));
    expect(rendered.resources.get('b')).toMatchObject({
      version: '2',
      path: base,
      objects: [{ data: { tag: 'v2', more: 'x' } }],
    });
  });
});
