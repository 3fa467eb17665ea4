/**
 * The control plane as a command: `test` is what `npm run test:cluster` runs; `run` keeps one for work by hand.
 */
import { access, copyFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { cacheFolder, findBinaries } from './binaries.ts';
import { serveControl } from './control-endpoint.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { stopSignal, stopSignalWithParent } from './stop-signal.ts';
import { runSuites } from './suites.ts';

type TestOptions = { kubeconfig?: string; context?: string };

const say = (line: string) => process.stdout.write(`${line}\n`);

const program = new Command('main.ts').description(
  'A real Kubernetes control plane for tests, from KUBEBUILDER_ASSETS or built once with Go.',
);

program
  .command('test')
  .description(
    'Runs the conformance and cluster suites against a real Kubernetes: one of its own, or any cluster.',
  )
  .option('--kubeconfig <file>', 'an existing cluster instead; the tests keep to namespaces of their own')
  .option('--context <name>', 'the context of that kubeconfig')
  .configureHelp({ commandUsage: () => 'npm run test:cluster -- [options]' })
  .addHelpText(
    'after',
    `\nThe programs of its own control plane come from the folder in KUBEBUILDER_ASSETS; what is not there
is built once with Go (some minutes) into ${cacheFolder(process.env)}.
Without Go the tests are skipped.`,
  )
  .action(test);

program
  .command('run')
  .description('Keeps a control plane running until Ctrl-C.')
  .option('--kubeconfig <file>', 'where to write a kubeconfig of it')
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  const isStopped = error instanceof Error && error.name === 'AbortError';
  if (!isStopped && !(error instanceof ControlPlaneError)) throw error;
  process.stderr.write(isStopped ? 'Stopped.\n' : `${error.message}\n`);
  process.exitCode = 1;
}

async function test({ kubeconfig, context }: TestOptions): Promise<void> {
  const stop = stopSignalWithParent();
  if (kubeconfig !== undefined) {
    const file = await existingFile(kubeconfig);
    const passed = await runSuites({ kubeconfig: file, ...(context !== undefined && { context }) }, stop);
    process.exitCode = passed ? 0 : 1;
    return;
  }
  if (context !== undefined)
    throw new ControlPlaneError(
      '--context names a context of a kubeconfig: say which one with --kubeconfig.',
    );
  await withControlPlane(stop, async (plane, control) => {
    const passed = await runSuites({ kubeconfig: plane.kubeconfig, control }, stop);
    process.exitCode = passed ? 0 : 1;
  });
}

async function run({ kubeconfig }: { kubeconfig?: string }): Promise<void> {
  const stop = stopSignal();
  const isThere = await withControlPlane(stop, async (plane, control) => {
    if (kubeconfig !== undefined) await copyFile(plane.kubeconfig, kubeconfig);
    say(`export TRIBBLE_TEST_KUBECONFIG=${kubeconfig ?? plane.kubeconfig}`);
    say(`export TRIBBLE_TEST_CONTROL_PLANE=${control}`);
    say('Ctrl-C stops it.');
    await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  });
  if (!isThere) process.exitCode = 1;
}

/** A file as the person names it: from where npm was called. The tests run elsewhere, so it becomes absolute. */
async function existingFile(name: string): Promise<string> {
  const file = resolve(process.env['INIT_CWD'] ?? '.', name);
  await access(file).catch(() => {
    throw new ControlPlaneError(`--kubeconfig names ${file}, which cannot be read.`);
  });
  return file;
}

/** Starts a control plane, uses it, and stops it; false where there are no programs to start. */
async function withControlPlane(
  stop: AbortSignal,
  use: (plane: ControlPlane, control: string) => Promise<void>,
): Promise<boolean> {
  const found = await findBinaries({ environment: process.env, report: say, signal: stop });
  if (found.kind === 'skipped') {
    say(`Cluster tier skipped: ${found.reason}.`);
    return false;
  }
  const start = performance.now();
  const plane = await startControlPlane(found.binaries, stop);
  try {
    say(`Control plane at ${plane.server}, ready in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
    const control = await serveControl(plane);
    try {
      await use(plane, control.url);
    } finally {
      await control.close();
    }
  } finally {
    await plane.stop();
  }
  return true;
}
