import { type KubernetesObject } from '../../objects.ts';

/** Gives a Namespace its finalizer and the label that carries its name. */
export function prepareNamespace(namespace: KubernetesObject, live: KubernetesObject | undefined): void {
  // Only the namespace controller takes the finalizer away, when the content is gone.
  namespace['spec'] = live?.['spec'] ?? { finalizers: ['kubernetes'] };
  const { labels = {}, name } = namespace.metadata;
  namespace.metadata.labels = { ...labels, 'kubernetes.io/metadata.name': name };
}
