import type { KubeConfig } from '@kubernetes/client-node';
import { BackendError } from '../../backend.ts';

/** The address of the API server. Throws BackendError where there is none that may be asked. */
export function serverOf(config: KubeConfig): URL {
  const cluster = config.getCurrentCluster();
  if (!cluster || !URL.canParse(cluster.server)) {
    throw new BackendError('the kubeconfig names no cluster: check its current-context', true);
  }
  const url = new URL(cluster.server);
  if (url.protocol === 'http:' && !cluster.skipTLSVerify) {
    const hint = 'use https, or set insecure-skip-tls-verify: true for a cluster on this machine';
    throw new BackendError(`the kubeconfig names ${url.origin}, which is not encrypted: ${hint}`, true);
  }
  return url;
}
