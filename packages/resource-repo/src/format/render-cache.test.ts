import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blobId } from './digest.ts';
import type { LastChange } from './history.ts';
import { RenderCache } from './render-cache.ts';
import { renderEnvironment } from './render.ts';
import type { EnvironmentFiles } from './snapshot.ts';

type Files = Record<string, string>;

const environment = (files: Files): EnvironmentFiles => ({
  name: 'dev',
  tree: blobId(JSON.stringify(files)),
  files: new Map(
    Object.entries(files).map(([path, text]) => [path, { path, id: blobId(text), content: { text } }]),
  ),
  problems: [],
});
const change = (order: number): LastChange => ({
  revision: `commit ${order}`,
  author: '',
  committedAt: '',
  order,
});
const always = () => change(1);
const base = (name: string) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {v: $version}}`;
const files: Files = {
  'dev/base/a.yaml': base('a'),
  'dev/version/a.yaml': 'version: 1',
  'dev/base/b.yaml': base('b'),
  'dev/version/b.yaml': 'version: 1',
  'dev/base/waiting.yaml': base('waiting'),
  'dev/deployable/bad.yaml': 'kind: x',
};

describe('rendering with a cache', () => {
  it('gives the same objects where nothing changed, also of a snapshot that was read anew', () => {
    const cache = new RenderCache();
    const first = renderEnvironment(environment(files), always, cache);
    const second = renderEnvironment(environment(files), always, cache);
    expect([...second.resources.keys()]).toEqual(['a', 'b']);
    for (const [name, resource] of first.resources) expect(second.resources.get(name)).toBe(resource);
    expect(second.invalid.get('bad')).toBe(first.invalid.get('bad'));
  });

  it('renders again what changed, and only that', () => {
    const cache = new RenderCache();
    const first = renderEnvironment(environment(files), always, cache);
    const changed = { ...files, 'dev/version/b.yaml': 'version: 2' };
    const second = renderEnvironment(environment(changed), always, cache);
    expect(second.resources.get('a')).toBe(first.resources.get('a'));
    expect(second.resources.get('b')).toMatchObject({ version: '2', objects: [{ data: { v: '2' } }] });
  });

  it('takes a new revision over without rendering', () => {
    const cache = new RenderCache();
    const first = renderEnvironment(environment(files), always, cache).resources.get('a');
    const later = (path: string) => change(path.endsWith('/a.yaml') ? 2 : 1);
    const second = renderEnvironment(environment(files), later, cache).resources.get('a');
    const third = renderEnvironment(environment(files), later, cache).resources.get('a');
    expect(second).toEqual({ ...first, revision: 'commit 2' });
    expect(second?.objects).toBe(first?.objects);
    expect(third).toBe(second);
  });

  it('does not mix up two paths with one content', () => {
    const cache = new RenderCache();
    renderEnvironment(environment(files), always, cache);
    const { 'dev/version/a.yaml': version = '', ...others } = files;
    const renamed = renderEnvironment(
      environment({ ...others, 'dev/version/a.yml': version }),
      always,
      cache,
    );
    expect(renamed).toEqual(
      renderEnvironment(environment({ ...others, 'dev/version/a.yml': version }), always),
    );
    const clash = renderEnvironment(environment({ ...files, 'dev/version/a.yml': version }), always, cache);
    expect([...clash.invalid.keys()]).toEqual(['a', 'bad']);
  });

  it('forgets what is gone', () => {
    const cache = new RenderCache();
    const first = renderEnvironment(environment(files), always, cache);
    renderEnvironment(environment({}), always, cache);
    const again = renderEnvironment(environment(files), always, cache).resources.get('a');
    expect(again).toEqual(first.resources.get('a'));
    expect(again).not.toBe(first.resources.get('a'));
  });

  it('gives what rendering without one gives, whatever changed before', () => {
    const texts = fc.constantFrom('version: 1', 'version: 2', base('x'), 'kind: x', ': [');
    const path = fc.tuple(
      fc.constantFrom('base', 'version', 'deployable'),
      fc.constantFrom('a.yaml', 'a.yml', 'b.yaml', 'folder/c.json'),
    );
    const history = fc.array(
      fc.dictionary(
        path.map(([folder, name]) => `dev/${folder}/${name}`),
        texts,
      ),
    );
    fc.assert(
      fc.property(history, (states) => {
        const cache = new RenderCache();
        for (const [index, state] of states.entries()) {
          const at = () => change(index);
          expect(renderEnvironment(environment(state), at, cache)).toEqual(
            renderEnvironment(environment(state), at),
          );
        }
      }),
    );
  });
});
