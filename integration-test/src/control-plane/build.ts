/** Builds the programs of a Go module, once, into the cache. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ControlPlaneError } from './control-plane-error.ts';
import { cacheKey, type GoModule, linkerFlags, requiredVersion } from './modules.ts';

export type Report = (line: string) => void;

export type BuildOptions = {
  module: GoModule;
  /** The folder of go.mod. */
  source: string;
  /** The folder in which each build gets a folder of its own. */
  cache: string;
  /** The go command. */
  go: string;
  report: Report;
  signal?: AbortSignal;
};

/** The folder that holds the module's programs, built now if it is not there yet. */
export async function builtModule(options: BuildOptions): Promise<string> {
  const { module, source, cache } = options;
  const goMod = await readFile(join(source, 'go.mod'), 'utf8');
  const version = requiredVersion(goMod, module.path);
  const flags = linkerFlags(module.path, version);
  const [goVersion = '', ...platform] = (await runGo(options, ['env', 'GOVERSION', 'GOOS', 'GOARCH'])).split(
    '\n',
  );
  const goSum = await readFile(join(source, 'go.sum'), 'utf8');
  const key = cacheKey(module.folder, { goMod, goSum, goVersion, platform: platform.join('/'), flags });
  const folder = join(cache, key);
  if (!(await exists(folder))) await build(options, { folder, version, flags });
  return folder;
}

type Plan = { folder: string; version: string; flags: string };

/** Nobody sees a half-built folder: it gets its name when it is whole. Of two builds at once, the first one's stays. */
async function build(options: BuildOptions, { folder, version, flags }: Plan): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const unfinished = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    for (const [program, goPackage] of Object.entries(options.module.packages)) {
      const target = join(unfinished, program);
      await timed(options.report, `${program} ${version}`, () =>
        runGo(options, ['build', '-trimpath', '-ldflags', flags, '-o', target, goPackage]),
      );
    }
    await rename(unfinished, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Tells that something is being built, still is (every half minute), and how long it took. */
async function timed(report: Report, what: string, action: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  report(`Building ${what} …`);
  const timer = setInterval(() => report(`  still building ${what} (${seconds()})`), 30_000);
  try {
    await action();
  } finally {
    clearInterval(timer);
  }
  report(`  built ${what} in ${seconds()}`);
}

/** Runs Go in the module's folder. Without cgo no C compiler is needed. */
function runGo({ go, source, signal }: BuildOptions, args: readonly string[]): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -mod=readonly', GOWORK: 'off' };
  const child = spawn(go, [...args], { cwd: source, env, ...(signal && { signal }) });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(signal?.aborted ? error : new ControlPlaneError(`${go} does not run: ${error.message}`)),
    );
    child.once('close', (code) => {
      if (code === 0) resolve(output.trim());
      else reject(new ControlPlaneError(failure(source, args, errors)));
    });
  });
}

function failure(source: string, args: readonly string[], errors: string): string {
  const tail = errors.trimEnd().split('\n').slice(-15).join('\n');
  return `go ${args[0]} ${args.at(-1)} failed in ${source}. The end of its output:\n${tail}`;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
