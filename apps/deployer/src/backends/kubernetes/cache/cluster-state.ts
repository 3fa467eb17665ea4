import type { ResourceType } from '../objects/resource-type.ts';

/** A kind that cannot be listed or watched, and why; in one namespace, or in all where none is named. */
export type UnseenType = { type: ResourceType; namespace?: string; message: string };

/** How a cluster can be reached. */
export type ClusterState =
  | { kind: 'ok' }
  | { kind: 'unreachable'; since: Date; message: string }
  | { kind: 'forbidden'; types: readonly UnseenType[] };
