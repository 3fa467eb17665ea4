import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { currentKubeconfig } from './kubeconfig.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribble-kubeconfig-'));
  await writeFile(
    join(folder, 'config'),
    `apiVersion: v1
kind: Config
current-context: one
contexts: [{name: one, context: {cluster: c, user: u}}, {name: two, context: {cluster: c, user: u}}]
clusters: [{name: c, cluster: {server: "https://127.0.0.1:1", certificate-authority: pki/ca.crt}}]
users: [{name: u, user: {client-key: /abs/key, client-certificate: cert, token: relative/looking}}]
`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

it('chooses the context, and makes the names of files absolute', async () => {
  expect(parse(await currentKubeconfig(join(folder, 'config'), 'two'))).toMatchObject({
    'current-context': 'two',
    clusters: [
      { cluster: { server: 'https://127.0.0.1:1', 'certificate-authority': join(folder, 'pki/ca.crt') } },
    ],
    users: [
      {
        user: {
          'client-key': '/abs/key',
          'client-certificate': join(folder, 'cert'),
          token: 'relative/looking',
        },
      },
    ],
  });
  expect(parse(await currentKubeconfig(join(folder, 'config')))).toMatchObject({ 'current-context': 'one' });
});

it('says what is wrong in one line', async () => {
  await expect(currentKubeconfig(join(folder, 'config'), 'three')).rejects.toThrow(
    /has no context "three"; it has: one, two\.$/,
  );
  await expect(currentKubeconfig(join(folder, 'none'))).rejects.toThrow(/cannot be read\.$/);
});
