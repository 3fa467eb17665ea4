import { rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';

/** A kubeconfig for a sandbox cluster; cluster, user and context are all named `sandbox`. */
export function kubeconfigFor(url: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'sandbox',
    // client-node refuses http without insecure-skip-tls-verify; kubectl does not mind it.
    clusters: [{ name: 'sandbox', cluster: { server: url, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'sandbox', user: {} }],
    contexts: [{ name: 'sandbox', context: { cluster: 'sandbox', user: 'sandbox' } }],
  });
}

/** Writes a kubeconfig so that a reader sees either none or a whole one. */
export async function writeKubeconfig(file: string, content: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await rename(unfinished, file);
}
