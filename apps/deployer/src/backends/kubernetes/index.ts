import { type BackendKind, defineBackend } from '../backend.ts';
import { Clusters } from './cache/clusters.ts';
import { KubernetesEnvironment } from './engine/environment.ts';
import { type KubernetesOptions, kubernetesOptions } from './options.ts';

/** Namespaces of Kubernetes clusters, kept by server-side apply. Environments of one cluster share its watches. */
export function createKubernetes(clusters = new Clusters()): BackendKind {
  return defineBackend<KubernetesOptions>({
    type: 'Kubernetes',
    options: kubernetesOptions,
    create: (options, context) => new KubernetesEnvironment(options, context, clusters),
  });
}
