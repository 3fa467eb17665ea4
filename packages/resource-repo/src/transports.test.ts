import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { openResourceRepo, type RepoOptions, type ResourceRepo } from './repo.ts';
import { temporaryFolder, testOptions } from './testing.ts';

const folder = temporaryFolder();
const path = process.env['PATH'] ?? '';
let fixture: Fixture;
let opened: ResourceRepo[];
beforeEach(async () => {
  fixture = await createRepository('commits: [{name: head, files: {dev/version/s1.yaml: "version: 1"}}]');
  opened = [];
});
afterEach(async () => {
  process.env['PATH'] = path;
  await Promise.all(opened.map((repo) => repo.close()));
  await fixture.remove();
});

async function open(url: string, options: Partial<RepoOptions> = {}): Promise<ResourceRepo> {
  const repo = await openResourceRepo({ ...testOptions(url, await folder.make()), ...options });
  opened.push(repo);
  return repo;
}

/** Reads the head, commits, and sees the commit of someone else. */
async function expectReadAndWrite(repo: ResourceRepo): Promise<void> {
  const head = await repo.fetch();
  expect(head?.snapshot.revision).toBe(fixture.commit('head'));
  const files = new Map([['dev/version/s1.yaml', 'version: 2']]);
  const { revision } = await repo.commit(() => ({ files, message: { subject: 'edit' } }));
  expect(await fixture.resolve('main')).toBe(revision);
  await fixture.setRef('main', 'head');
  expect((await repo.fetch())?.snapshot.revision).toBe(fixture.commit('head'));
}

describe('git over the file system', () => {
  it('takes a path', async () => expectReadAndWrite(await open(fixture.path)));
  it('takes a file:// address', async () => expectReadAndWrite(await open(fixture.url)));

  it('says where there is nothing', async () => {
    const repo = await open('/nowhere/at/all.git');
    await expect(repo.fetch()).rejects.toThrow(
      /'\/nowhere\/at\/all\.git' does not appear to be a git repository/,
    );
  });
});

/** Serves the fixture by git's own CGI program to those who know the password. */
function serveGit(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const expected = `Basic ${Buffer.from('ci bot:p@ss:w/ord').toString('base64')}`;
  if (request.headers.authorization !== expected) {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end();
    return;
  }
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: path,
      GIT_PROJECT_ROOT: fixture.path,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'ci',
      PATH_INFO: pathname.replace('/repository.git', ''),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.on('close', () => {
    const all = Buffer.concat(output);
    const end = all.indexOf('\r\n\r\n');
    const lines = all.toString('latin1', 0, Math.max(end, 0)).split('\r\n');
    const headers = new Map(
      lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
    );
    const status = Number.parseInt(headers.get('Status') ?? '200', 10);
    headers.delete('Status');
    response.writeHead(status, Object.fromEntries(headers)).end(all.subarray(end + 4));
  });
}

describe('git over http', () => {
  let server: Server;
  let host: string;
  beforeEach(async () => {
    await fixture.git('config', 'http.receivepack', 'true');
    server = createServer(serveGit);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const credentials = 'ci%20bot:p%40ss%3Aw%2Ford';

  it('reads and writes with the user and password of the address', async () => {
    await expectReadAndWrite(await open(`http://${credentials}@${host}/repository.git`));
  });

  it.each([
    { name: 'a wrong password', address: 'ci%20bot:wr%40ng-secret', said: /Authentication failed/ },
    { name: 'no password', address: 'ci-secret', said: /could not read Password|terminal prompts disabled/ },
    { name: 'a password that was not encoded', address: 'ci:s@secret@secret', said: /illegal format/ },
  ])('says why it failed with $name, without the secret, and does not ask', async ({ address, said }) => {
    const repo = await open(`http://${address}@${host}/repository.git`);
    const error = await repo.fetch().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(said);
    expect(String(error)).toContain(host);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('secret');
  });

  it('says what the server refused to take, without the secret', async () => {
    const repo = await open(`http://${credentials}@${host}/repository.git`);
    await repo.fetch();
    await fixture.git('config', 'http.receivepack', 'false');
    const files = new Map([['a', 'b']]);
    const error = await repo
      .commit(() => ({ files, message: { subject: 'x' } }))
      .catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/git push.*403/s);
    expect(String(error)).not.toContain('p%40ss');
    expect(await fixture.resolve('main')).toBe(fixture.commit('head'));
  });
});

describe('git over ssh', () => {
  /** A folder with an `ssh` that notes its arguments and runs the command on this machine. */
  async function fakeSsh(): Promise<{ argumentsOfCalls: () => Promise<string[][]> }> {
    const bin = join(await folder.make(), 'bin');
    await mkdir(bin);
    const calls = join(bin, 'calls');
    const script = `#!/bin/sh
for argument; do printf '%s\\0' "$argument"; done >> '${calls}'
printf '\\n' >> '${calls}'
for argument; do last=$argument; done
case " $* " in *" -G "*) exit 0 ;; esac
exec sh -c "$last"
`;
    await writeFile(join(bin, 'ssh'), script);
    await chmod(join(bin, 'ssh'), 0o755);
    process.env['PATH'] = `${bin}:${path}`;
    const argumentsOfCalls = async () =>
      (await readFile(calls, 'utf8'))
        .split('\n')
        .filter((call) => call !== '')
        .map((call) => call.split('\0').slice(0, -1));
    return { argumentsOfCalls };
  }

  it('checks host keys and never asks, however the paths are written', async () => {
    const { argumentsOfCalls } = await fakeSsh();
    const ssh = { keyFile: `/keys of/Ann's "key" $HOME 1%`, knownHostsFile: `/hosts of/Ann's "file" 1%` };
    await expectReadAndWrite(await open(`ssh://git@host.example:2222${fixture.path}`, { ssh }));
    const calls = await argumentsOfCalls();
    expect(calls.length).toBeGreaterThanOrEqual(3);
    for (const call of calls) {
      const options = call.slice(0, call.indexOf('git@host.example'));
      expect(options).toEqual(
        expect.arrayContaining(['BatchMode=yes', 'StrictHostKeyChecking=yes', 'IdentitiesOnly=yes']),
      );
      expect(options).toContain(`IdentityFile="/keys of/Ann's \\"key\\" $HOME 1%%"`);
      expect(options).toContain(`UserKnownHostsFile="/hosts of/Ann's \\"file\\" 1%%"`);
      expect(options.slice(options.indexOf('-p'))).toEqual(['-p', '2222']);
    }
  });

  it('leaves key and known hosts to ssh where none are given', async () => {
    const { argumentsOfCalls } = await fakeSsh();
    await expectReadAndWrite(await open(`git@host.example:${fixture.path}`));
    const [call = []] = await argumentsOfCalls();
    expect(call).toEqual(
      expect.arrayContaining(['BatchMode=yes', 'StrictHostKeyChecking=yes', 'git@host.example']),
    );
    expect(call.join(' ')).not.toMatch(/IdentityFile|UserKnownHostsFile/);
  });
});

afterAll(() => {
  process.env['PATH'] = path;
});
