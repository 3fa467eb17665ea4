import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadKubeConfig } from './connection.ts';
import { tokenFilesOf } from './token-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-token-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function kubeconfig(name: string, user: string, credentials: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(
    file,
    `
apiVersion: v1
kind: Config
current-context: c
contexts: [{name: c, context: {cluster: k, user: ${user}}}]
clusters: [{name: k, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: ${user}, user: ${credentials}}]
`,
  );
  return file;
}

async function tokenOf(file: string): Promise<unknown> {
  const options = { headers: {} as Record<string, string> };
  await loadKubeConfig({ kubeconfig: file }).applyToHTTPSOptions(options);
  return options.headers['Authorization'];
}

describe('a token file', () => {
  it('is read beside the kubeconfig that names it, and again by whoever reads the kubeconfig again', async () => {
    const file = await kubeconfig('config', 'ann', '{tokenFile: token}');
    await writeFile(join(folder, 'token'), 'first');
    expect(await tokenOf(file)).toBe('Bearer first');
    await writeFile(join(folder, 'token'), 'second');
    expect(await tokenOf(file)).toBe('Bearer second');
  });

  it('changes nothing for users without one', async () => {
    const file = await kubeconfig('config', 'ann', '{token: inline}');
    expect(await tokenOf(file)).toBe('Bearer inline');
  });

  it('is the one of the first file that names a user', async () => {
    const first = await kubeconfig('first', 'ann', '{tokenFile: /run/one}');
    const second = await kubeconfig('second', 'ann', '{tokenFile: /run/two}');
    const third = await kubeconfig('third', 'bob', '{tokenFile: three}');
    const files = [first, join(folder, 'missing'), second, third].join(delimiter);
    expect([...tokenFilesOf(files)]).toEqual([
      ['ann', '/run/one'],
      ['bob', join(folder, 'three')],
    ]);
  });

  it.each(['[]', 'users: 7', 'users: [null, {name: 1}]', '{'])(
    'is found in no other text: %s',
    async (text) => {
      const file = join(folder, 'config');
      await writeFile(file, text);
      expect(tokenFilesOf(file).size).toBe(0);
    },
  );
});
