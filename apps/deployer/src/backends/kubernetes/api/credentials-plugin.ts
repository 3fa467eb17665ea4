import { isNativeError } from 'node:util/types';
import { dirname, isAbsolute, join } from 'node:path';
import type { Cluster, User } from '@kubernetes/client-node';
import { redact } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { messageOf } from './error-message.ts';

/** How a credentials plugin is named in messages; undefined for users without one. */
export function pluginCommandOf(user: User | null): string | undefined {
  const exec: unknown = user?.exec;
  if (typeof exec !== 'object' || exec === null) return undefined;
  const command =
    'command' in exec && typeof exec.command === 'string' ? exec.command : '(without a command)';
  return `the credentials plugin ${command}`;
}

/** What a credentials plugin failed of: its last word, since what comes before is often a whole help page. */
export function pluginError(user: User | null, error: unknown): BackendError | undefined {
  const plugin = pluginCommandOf(user);
  if (plugin === undefined) return undefined;
  const isMissing = isNativeError(error) && 'code' in error && error.code === 'ENOENT';
  const said = isMissing ? 'it is not installed, or not in the PATH of this process' : lastLineOf(error);
  // No cause: all that it printed might end up in a log, and with it a token.
  return new BackendError(`${plugin} failed: ${said}`, true);
}

function lastLineOf(error: unknown): string {
  // Not JSON, or JSON without a status: the words of the parser quote what may be a token.
  if (error instanceof SyntaxError || error instanceof TypeError) return 'it printed no ExecCredential';
  const lines = messageOf(error)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return redact(lines.at(-1) ?? 'it gave no reason').slice(0, 300);
}

type Exec = { command?: unknown; env?: unknown; apiVersion?: unknown; provideClusterInfo?: unknown };

/**
 * A user whose credentials plugin is started as kubectl would start it: a relative command is looked for beside the
 * kubeconfig, and KUBERNETES_EXEC_INFO says for which cluster, and that nobody is there to be asked.
 */
export function withPlugin(user: User, cluster: Cluster | null, file: string): User {
  const exec = user.exec as Exec | undefined;
  if (exec === undefined || exec === null || typeof exec.command !== 'string') return user;
  const { command } = exec;
  const isRelative = command.includes('/') && !isAbsolute(command);
  const env: unknown[] = Array.isArray(exec.env) ? exec.env : [];
  const info = { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(execInfo(exec, cluster)) };
  return {
    ...user,
    exec: { ...exec, command: isRelative ? join(dirname(file), command) : command, env: [info, ...env] },
  };
}

function execInfo({ apiVersion, provideClusterInfo }: Exec, cluster: Cluster | null): object {
  const ofCluster = cluster && {
    server: cluster.server,
    'insecure-skip-tls-verify': cluster.skipTLSVerify,
    'certificate-authority-data': cluster.caData,
    'tls-server-name': cluster.tlsServerName,
  };
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    spec: { interactive: false, ...(provideClusterInfo === true && ofCluster && { cluster: ofCluster }) },
  };
}
