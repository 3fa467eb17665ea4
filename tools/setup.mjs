// What the commands at the root share: they do their own set-up, and say what they do while they do it.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];

/** Ends the process with one clear line. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Runs a command of the workspace with its output shown; gives its exit code. */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  // Ctrl-C reaches the child by itself, through the terminal's process group; here it is only waited for.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', wait);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}

export const nx = (...args) =>
  run(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), ...args], { env: plain });
// nx's screen full of boxes is for people who watch; a plain log is right everywhere.
const plain = { ...process.env, NX_TUI: 'false' };

/** Checks Node and git, and installs the dependencies where the lock file has changed since the last time. */
export async function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(`Node ${process.versions.node} is too old: install ${oldestNode.join('.')} or newer.`);
  }
  if (spawnSync('git', ['--version']).error) fail('git was not found: install it and start again.');
  await installDependencies();
}

async function installDependencies() {
  const stamp = join(root, 'node_modules/.cache/tribble-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stdout.write('Installing dependencies (npm ci) …\n');
  if ((await run('npm', ['ci', '--no-audit', '--no-fund'])) !== 0) fail('npm ci failed: see above.');
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

/** Builds every project that has changed. */
export async function build() {
  process.stdout.write('Building …\n');
  const code = await nx('run-many', '-t', 'build', '--output-style=static');
  if (code !== 0) fail('The build failed: see above.');
}

/** Debian's names of what some tests need besides Node and git. */
const tools = [
  { command: 'chromium', package: 'chromium', without: 'the browser tests are skipped' },
  {
    command: 'kubectl',
    package: 'kubernetes-client',
    without: 'the tests with the real kubectl are skipped',
  },
];

/** Installs what tests need, where that is possible without asking (root on Debian); else says what is skipped. */
export async function setUpTestTools() {
  for (const tool of tools) {
    if (hasCommand(tool.command)) continue;
    const canInstall = process.getuid?.() === 0 && hasCommand('apt-get');
    if (canInstall && (await aptInstall(tool.package))) continue;
    process.stdout.write(
      `SKIPPED: ${tool.command} was not found, so ${tool.without} (Debian: apt install ${tool.package}).\n`,
    );
  }
  await setUpJsonnet();
}

/**
 * The evaluator of jsonnet is no dependency (docs/adr/0010-jsonnet.md): its tests take it from a cache folder of the user's, the
 * one that packages/jsonnet/src/testing.ts names.
 */
async function setUpJsonnet() {
  const source = readFileSync(join(root, 'packages/jsonnet/src/evaluator-package.ts'), 'utf8');
  const [, name] = /evaluatorName = '([^']+)'/.exec(source);
  const [, version] = /evaluatorVersion = '([^']+)'/.exec(source);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'tribble', `jsonnet-${version}`);
  if (existsSync(join(folder, 'node_modules', name))) return;
  process.stdout.write(`Installing ${name} ${version} for the tests …\n`);
  mkdirSync(folder, { recursive: true });
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-retries=0', '--loglevel=error'];
  const code = await run('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`], {
    cwd: folder,
    timeout: 60_000,
  });
  if (code === 0) return;
  process.stdout.write(
    `SKIPPED: ${name} could not be installed (no network?), so the tests that evaluate jsonnet are skipped.\n`,
  );
}

function hasCommand(command) {
  return !spawnSync(command, ['--help'], { stdio: 'ignore' }).error;
}

async function aptInstall(name) {
  process.stdout.write(`Installing ${name} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  return (
    (await run('apt-get', ['update'], quiet)) === 0 &&
    (await run('apt-get', ['install', '-y', name], quiet)) === 0
  );
}
