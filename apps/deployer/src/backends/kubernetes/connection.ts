import { KubeConfig } from '@kubernetes/client-node';
import { BackendError } from '../backend.ts';

/** Where the credentials come from: a kubeconfig file, or the usual places. */
export type ConnectionOptions = { kubeconfig?: string; context?: string; cluster?: string; user?: string };

/** Reads the credentials. Throws BackendError that says what is missing and where. */
export function loadKubeConfig({ kubeconfig, context, cluster, user }: ConnectionOptions): KubeConfig {
  const config = new KubeConfig();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new BackendError(
      `the kubeconfig ${kubeconfig ?? 'of the environment'} cannot be read: ${message}`,
      true,
      { cause: error },
    );
  }
  if (context !== undefined) {
    if (!config.getContextObject(context))
      throw new BackendError(`the kubeconfig has no context "${context}"`, true);
    config.setCurrentContext(context);
  }
  return cluster === undefined && user === undefined ? config : withParts(config, cluster, user);
}

/** A configuration whose context joins a cluster and a user by name. */
function withParts(config: KubeConfig, cluster?: string, user?: string): KubeConfig {
  const chosenCluster = cluster === undefined ? config.getCurrentCluster() : config.getCluster(cluster);
  const chosenUser = user === undefined ? config.getCurrentUser() : config.getUser(user);
  if (!chosenCluster) throw new BackendError(`the kubeconfig has no cluster "${cluster ?? ''}"`, true);
  if (!chosenUser) throw new BackendError(`the kubeconfig has no user "${user ?? ''}"`, true);
  const joined = new KubeConfig();
  joined.loadFromClusterAndUser(chosenCluster, chosenUser);
  return joined;
}
