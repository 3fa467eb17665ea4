import { createHash } from 'node:crypto';
import type { KubeConfig } from '@kubernetes/client-node';
import type { BackendContext } from '../backend.ts';
import { KubernetesClient } from './api/client.ts';
import { loadKubeConfig } from './api/connection.ts';
import { Discovery } from './api/discovery.ts';
import { Cluster } from './cache/cluster.ts';
import type { Clusters, Lease } from './cache/clusters.ts';
import type { KubernetesOptions } from './options.ts';
import { needsFullObject } from './status/needs-full-object.ts';

type Context = Pick<BackendContext, 'kubeconfig' | 'now' | 'log'>;

/** What tells one connection from another: environments with the same key share a cluster. */
export type Connection = {
  key: string;
  /** The cluster itself, whoever asks it. */ server: string;
  config: KubeConfig;
};

/** The connection that an environment's options mean now. Throws BackendError where the kubeconfig cannot be used. */
export function connectionOf(options: KubernetesOptions, context: Context): Connection {
  const { as, qps, burst, inFlight, timeout } = options;
  const config = loadKubeConfig(placesOf(options, context));
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  const server = digestOf([cluster?.server, cluster?.caData, cluster?.caFile]);
  return { key: digestOf({ cluster, user, as, qps, burst, inFlight, timeout }), server, config };
}

/** A share in the cluster of a connection. */
export function openCluster(
  clusters: Clusters,
  { key, server, config }: Connection,
  options: KubernetesOptions,
  context: Context,
): Lease {
  const { as, qps, burst, inFlight, timeout } = options;
  const { log, now } = context;
  return clusters.acquire(key, () => {
    const client = new KubernetesClient(config, {
      ...{ inFlight, timeout, log },
      ...(as !== undefined && { as }),
      ...(qps !== undefined && { qps }),
      ...(burst !== undefined && { burst }),
      reload: () => loadKubeConfig(placesOf(options, context)),
    });
    const claims = clusters.claimsOf(server);
    return new Cluster(client, new Discovery(client, { now }), { needsFullObject, claims, log });
  });
}

function digestOf(settings: unknown): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}

function placesOf({ kubeconfig, context, cluster, user }: KubernetesOptions, own: Context) {
  const file = kubeconfig ?? own.kubeconfig;
  return {
    ...(file !== undefined && { kubeconfig: file }),
    ...(context !== undefined && { context }),
    ...(cluster !== undefined && { cluster }),
    ...(user !== undefined && { user }),
  };
}
