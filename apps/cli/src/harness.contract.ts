import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from '@jest/globals';
import { createRepository, type Fixture } from '@tribble/git-fixture';
import { formatOutcome, type Outcome } from '@tribble/resource-repo/format';
import { runProgram } from './program.ts';

/** What the program wrote and how it ended. */
export type Ended = { code: number; out: string; error: string };

/** Runs the program in this process. */
export async function tribble(...words: string[]): Promise<Ended> {
  const ended = { code: 0, out: '', error: '' };
  ended.code = await runProgram(words, {
    out: (text) => (ended.out += text),
    error: (text) => (ended.error += text),
    colours: false,
  });
  return ended;
}

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** The words that start the real program. */
export const tribbleCommand: readonly string[] = [process.execPath, '--import', loader, main];

/** Runs the program as people do, in a folder. */
export function runInFolder(
  cwd: string,
  words: readonly string[],
  {
    command = tribbleCommand,
    variables = {},
  }: { command?: readonly string[]; variables?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const [program = '', ...before] = command;
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', NODE_OPTIONS: '', ...variables };
  return new Promise((resolve) => {
    execFile(program, [...before, ...words], { cwd, env }, (error, out, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, error: stderr });
    });
  });
}

/** Folders and repositories that are gone after the tests of a file. */
export function temporary() {
  const folders: string[] = [];
  const fixtures: Fixture[] = [];
  afterAll(async () => {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    await Promise.all(fixtures.map((fixture) => fixture.remove()));
  });
  return {
    folder: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tribble-cli-test-'));
      folders.push(folder);
      return folder;
    },
    repository: async (template: string) => {
      const fixture = await createRepository(template);
      fixtures.push(fixture);
      return fixture;
    },
  };
}

/** Records an outcome as the deployer does, on top of those before. */
export async function record(
  fixture: Fixture,
  { environment, ...outcome }: Partial<Outcome> & Pick<Outcome, 'environment' | 'at'>,
): Promise<void> {
  const tree = await fixture.git('rev-parse', `main:${environment}`);
  const revision = await fixture.resolve('main');
  const message = formatOutcome({
    ...{ environment, tree, revision, status: 'Clean', reasons: [], seconds: 30, resources: new Map() },
    ...outcome,
  });
  const ref = `refs/tribble/outcomes/${environment}`;
  const parent = await fixture.git('for-each-ref', '--format=%(objectname)', ref);
  const empty = await fixture.rawTree([]);
  const parents = parent === '' ? [] : ['-p', parent];
  await fixture.setRef(ref, await fixture.git('commit-tree', ...parents, '-m', message, empty));
}

/** Every file below a folder with its content, size and times: equal where nobody wrote anything. */
export async function fingerprint(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs, ctimeMs, mode } = await stat(path);
    const content = entry.isFile() ? (await readFile(path)).toString('base64') : '';
    return [path, size, mtimeMs, ctimeMs, mode, content].join(' ');
  });
  return (await Promise.all(lines)).sort();
}
