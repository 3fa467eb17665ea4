import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';

/** One change that a watch tells. A bookmark has a metadata.resourceVersion and nothing else; an error is a Status. */
export type WatchEvent =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  | { type: 'BOOKMARK'; object: ValueMap }
  | { type: 'ERROR'; object: ValueMap };

/** Which objects of a path are meant, and how much of them is sent. */
export type Selection = { labelSelector: string; metadataOnly: boolean };

/** What the cache needs of a client of the Kubernetes API; KubernetesClient is one. */
export type ListWatch = {
  /** The answer at a path. Throws BackendError where there is none. */
  get(path: string): Promise<ValueMap | undefined>;
  /** All pages, as they were at one moment. Throws BackendError; an answer that is cut is never a shorter list. */
  list(path: string, selection: Selection): Promise<{ items: KubernetesObject[]; resourceVersion: string }>;
  /** The changes after a resourceVersion. Ends when the server ends it or the signal aborts; throws where it breaks. */
  watch(
    path: string,
    query: Selection & { resourceVersion: string; timeoutSeconds: number },
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent>;
  /** Ends what is in flight. */
  close(): void;
};
