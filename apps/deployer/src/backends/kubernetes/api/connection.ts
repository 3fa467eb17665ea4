import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { BackendError } from '../../backend.ts';
import { withPlugin } from './credentials-plugin.ts';
import { messageOf } from './error-message.ts';
import { tokenFilesOf, withTokenFile } from './token-file.ts';

/** Where the credentials come from: a kubeconfig file, or the usual places. */
export type ConnectionOptions = { kubeconfig?: string; context?: string; cluster?: string; user?: string };

/** Reads the credentials. Throws BackendError that says what is missing and where. */
export function loadKubeConfig({ kubeconfig, context, cluster, user }: ConnectionOptions): KubeConfig {
  const config = readKubeConfig(kubeconfig);
  const where = kubeconfig === undefined ? 'the kubeconfig' : `the kubeconfig ${kubeconfig}`;
  if (context !== undefined) {
    if (!config.getContextObject(context)) throw missing(where, 'context', context, config.getContexts());
    config.setCurrentContext(context);
  }
  if (cluster === undefined && user === undefined) return prepared(config, kubeconfig);
  const chosenCluster = cluster === undefined ? config.getCurrentCluster() : config.getCluster(cluster);
  const chosenUser = user === undefined ? config.getCurrentUser() : config.getUser(user);
  if (!chosenCluster) throw missing(where, 'cluster', cluster, config.getClusters());
  if (!chosenUser) throw missing(where, 'user', user, config.getUsers());
  const joined = new KubeConfig();
  joined.loadFromClusterAndUser(chosenCluster, chosenUser);
  return prepared(joined, kubeconfig);
}

/** What the library leaves out of how kubectl reads a kubeconfig. */
function prepared(config: KubeConfig, kubeconfig: string | undefined): KubeConfig {
  const file =
    kubeconfig ?? (process.env['KUBECONFIG'] || join(process.env['HOME'] ?? '', '.kube', 'config'));
  const cluster = config.getCurrentCluster();
  const tokenFiles = tokenFilesOf(file);
  const ready = new KubeConfig();
  ready.loadFromOptions({
    clusters: config.getClusters(),
    users: config.getUsers().map((user) => withTokenFile(withPlugin(user, cluster, file), tokenFiles)),
    contexts: config.getContexts(),
    currentContext: config.getCurrentContext(),
  });
  return ready;
}

function readKubeConfig(file: string | undefined): KubeConfig {
  const config = new KubeConfig();
  try {
    if (file === undefined) config.loadFromDefault();
    else config.loadFromFile(file);
  } catch (error) {
    const which = file ?? (process.env['KUBECONFIG'] || 'in ~/.kube/config');
    throw new BackendError(`the kubeconfig ${which} cannot be read: ${messageOf(error)}`, true, {
      cause: error,
    });
  }
  if (file === undefined && isLastResort(config)) {
    const places = 'there is none in $KUBECONFIG or ~/.kube/config, and this is no pod of a cluster';
    throw new BackendError(`no kubeconfig: ${places}; name one by kubeconfig in deployers.yaml`, true);
  }
  return config;
}

/** Where the library finds nothing it takes a cluster that nobody named. */
function isLastResort(config: KubeConfig): boolean {
  return config.getCurrentContext() === 'loaded-context';
}

function missing(
  where: string,
  what: 'context' | 'cluster' | 'user',
  name: string | undefined,
  known: readonly { name: string }[],
): BackendError {
  const wanted = name === undefined ? `no ${what} of its current-context` : `no ${what} "${name}"`;
  const names = known.map((each) => each.name).join(', ') || 'none';
  return new BackendError(`${where} has ${wanted}; it has ${names}`, true);
}
