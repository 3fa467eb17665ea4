import { readFile, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { fakeClock } from '@tribble/service-kit/testing';
import { loadKubeConfig } from './connection.ts';
import { apiHarness, json, kubeconfigOf, status } from './harness.contract.ts';

const { clientFor, files, serve } = apiHarness();

/** A server that accepts one token, which a test changes. */
async function guarded() {
  const accepted = { token: 'one' };
  const seen: (string | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    const { authorization } = request.headers;
    seen.push(authorization);
    const isKnown = authorization === `Bearer ${accepted.token}`;
    json(isKnown ? 200 : 401, isKnown ? {} : status(401, 'Unauthorized'))(request, response);
  };
  const url = `http://127.0.0.1:${await serve(createServer(answer))}`;
  return { accepted, seen, cluster: { server: url, 'insecure-skip-tls-verify': true } };
}

/** A credentials plugin that prints the token of a file, and notes that it was started. */
async function plugin(folder: Awaited<ReturnType<typeof files>>) {
  const script = `#!/usr/bin/env node
    const { appendFileSync, readFileSync } = require('node:fs');
    appendFileSync(process.argv[2], process.env.KUBERNETES_EXEC_INFO + '\\n');
    const token = readFileSync(process.argv[3], 'utf8');
    console.log(JSON.stringify({ kind: 'ExecCredential', status: { token } }));`;
  await folder.write('get-token', script, 0o755);
  const starts = await folder.write('starts', '');
  const token = await folder.write('token', 'one');
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    // Beside the kubeconfig.
    command: './get-token',
    args: [starts, token],
    provideClusterInfo: true,
  };
  const lines = async () => (await readFile(starts, 'utf8')).trimEnd().split('\n');
  return { exec, lines, rotate: (value: string) => writeFile(token, value) };
}

describe('a token that expires', () => {
  it('is read again from its file, at once', async () => {
    const { accepted, seen, cluster } = await guarded();
    const folder = await files();
    const tokenFile = await folder.write('token', 'one\n');
    const config = new KubeConfig();
    const user = { name: 'u', authProvider: { name: 'tokenFile', config: { tokenFile } } };
    config.loadFromClusterAndUser({ name: 'c', server: cluster.server, skipTLSVerify: true }, user);
    const client = clientFor(config);
    await client.get('/x');
    accepted.token = 'two';
    await writeFile(tokenFile, 'two');
    await expect(client.get('/x')).resolves.toEqual({});
    await client.get('/x');
    expect(seen).toEqual(['Bearer one', 'Bearer one', 'Bearer two', 'Bearer two']);
  });

  it('is asked for again from its plugin, once for all who are refused', async () => {
    const { accepted, cluster } = await guarded();
    const folder = await files();
    const { exec, lines, rotate } = await plugin(folder);
    const client = clientFor(
      loadKubeConfig({ kubeconfig: await folder.write('kubeconfig', kubeconfigOf(cluster, { exec })) }),
    );
    await Promise.all([1, 2, 3, 4].map(() => client.get('/x')));
    accepted.token = 'two';
    await rotate('two');
    await Promise.all([1, 2, 3, 4].map(() => client.get('/x')));
    const starts = await lines();
    expect(starts).toHaveLength(2);
    expect(JSON.parse(starts[0] ?? '')).toEqual({
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      spec: {
        interactive: false,
        cluster: { server: cluster.server, 'insecure-skip-tls-verify': true },
      },
    });
  });

  it('is read again from the kubeconfig, where it stands there', async () => {
    const { accepted, cluster } = await guarded();
    const folder = await files();
    const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(cluster, { token: 'one' }));
    const reload = () => loadKubeConfig({ kubeconfig });
    const client = clientFor(reload(), { reload });
    await client.get('/x');
    accepted.token = 'two';
    await folder.write('kubeconfig', kubeconfigOf(cluster, { token: 'two' }));
    await expect(client.get('/x')).resolves.toEqual({});

    accepted.token = 'three';
    await folder.write(
      'kubeconfig',
      kubeconfigOf({ ...cluster, server: 'https://other.example.org' }, { token: 'three' }),
    );
    await expect(client.get('/x')).rejects.toThrow(
      'the kubeconfig now names the cluster https://other.example.org instead of http://127.0.0.1',
    );
  });

  it('is tried once more, and then said to be wrong', async () => {
    const { seen, cluster } = await guarded();
    const folder = await files();
    const content = kubeconfigOf(cluster, { token: 'wrong' });
    const client = clientFor(loadKubeConfig({ kubeconfig: await folder.write('kubeconfig', content) }));
    const refused = client.get('/x');
    await expect(refused).rejects.toMatchObject({ status: 401, transient: true });
    await expect(refused).rejects.toThrow('the credentials of the kubeconfig are not accepted');
    await expect(refused).rejects.not.toThrow('wrong');
    expect(seen).toHaveLength(2);
  });
});

describe('a credentials plugin', () => {
  it.each([
    [
      'that is missing',
      'no-such-plugin',
      [],
      'no-such-plugin failed: it is not installed, or not in the PATH',
    ],
    [
      'that fails',
      process.execPath,
      ['-e', 'console.error("usage\\nlogin expired: run `x login`\\n"); process.exit(1)'],
      'failed: login expired: run `x login`',
    ],
    ['that says nothing', process.execPath, ['-e', 'process.exit(3)'], 'failed: it gave no reason'],
    [
      'that prints something else',
      process.execPath,
      ['-e', 'console.log("t0ken")'],
      'failed: it printed no ExecCredential',
    ],
    [
      'that prints other JSON',
      process.execPath,
      ['-e', 'console.log("{}")'],
      'failed: it printed no ExecCredential',
    ],
  ])('%s is named, with its last word', async (_, command, args, message) => {
    const { seen, cluster } = await guarded();
    const folder = await files();
    const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(cluster, { exec: { command, args } }));
    const refused = clientFor(loadKubeConfig({ kubeconfig })).get('/x');
    await expect(refused).rejects.toThrow(`the credentials plugin ${command}`);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toMatchObject({ transient: true });
    await expect(refused).rejects.not.toHaveProperty('cause');
    await expect(refused).rejects.not.toThrow('t0ken');
    expect(seen).toEqual([]);
  });

  it('that does not end is not waited for', async () => {
    const { cluster } = await guarded();
    const folder = await files();
    const pid = folder.path('pid');
    const script = `require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); process.stdin.resume()`;
    const exec = { command: process.execPath, args: ['-e', script] };
    const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(cluster, { exec }));
    const clock = fakeClock();
    const refused = clientFor(loadKubeConfig({ kubeconfig }), { clock, timeout: 2_000 }).get('/x');
    const checked = expect(refused).rejects.toThrow('gave no credentials within 2 s');
    const started = await nonEmpty(pid);
    await clock.advance(2_000);
    await checked;
    process.kill(Number(started));
  });
});

describe('credentials that cannot be read', () => {
  it('are named', async () => {
    const { cluster } = await guarded();
    const folder = await files();
    const user = { 'client-certificate': 'gone.crt', 'client-key': 'gone.key' };
    const kubeconfig = await folder.write('kubeconfig', kubeconfigOf(cluster, user));
    const refused = clientFor(loadKubeConfig({ kubeconfig })).get('/x');
    await expect(refused).rejects.toThrow(
      `the credentials cannot be read: ENOENT: no such file or directory, open '${folder.path('gone.crt')}'`,
    );
  });
});

async function nonEmpty(file: string): Promise<string> {
  for (;;) {
    const content = await readFile(file, 'utf8').catch(() => '');
    if (content !== '') return content;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
