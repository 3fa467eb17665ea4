/** The test suites that run against a cluster. */
import { spawn } from 'node:child_process';
import { root } from '../root.ts';

/** A workspace, and which of its test files need a cluster. */
const suites = [
  { workspace: '@tribble/deployer', pattern: 'conformance' },
  { workspace: '@tribble/integration-test', pattern: 'cluster/' },
] as const;

/** The cluster for the tests; where we started it, also the address of the control endpoint. */
export type ClusterUnderTest = { kubeconfig: string; context?: string; control?: string };

/** What the tests read. */
export function testEnvironment({ kubeconfig, context, control }: ClusterUnderTest): Record<string, string> {
  return {
    TRIBBLE_TEST_KUBECONFIG: kubeconfig,
    ...(context !== undefined && { TRIBBLE_TEST_CONTEXT: context }),
    ...(control !== undefined && { TRIBBLE_TEST_CONTROL_PLANE: control }),
  };
}

/** Runs all suites, also after one has failed; tells whether all passed. */
export async function runSuites(cluster: ClusterUnderTest, signal: AbortSignal): Promise<boolean> {
  let passed = true;
  for (const { workspace, pattern } of suites) {
    signal.throwIfAborted();
    process.stdout.write(`\nTesting ${workspace} (${pattern}) against the cluster …\n`);
    // One file at a time: a test that kills the API server must not do so below another one.
    const args = ['test', '--silent', '-w', workspace, '--', pattern, '--passWithNoTests', '--maxWorkers=1'];
    const code = await runNpm(args, testEnvironment(cluster), signal);
    passed &&= code === 0;
  }
  return passed;
}

/**
 * jest reports on standard error; here it goes where all else goes. The group is npm's own, so that one signal reaches
 * npm, its shell and jest.
 */
function runNpm(
  args: readonly string[],
  variables: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  const env = { ...process.env, ...variables };
  const child = spawn('npm', [...args], { cwd: root, env, stdio: ['ignore', 1, 1], detached: true });
  const end = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  signal.addEventListener('abort', end, { once: true });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}
