import type { KubernetesClient } from '../api/client.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import type { Owner } from '../objects/marks.ts';
import type { KubernetesOptions } from '../options.ts';
import type { Inventory } from '../plan/inventory.ts';
import type { DesiredObject } from './desired.ts';
import type { Verified } from './verified.ts';

/** What the plan of an object needs to know besides the object. */
export type PlanContext = {
  client: Pick<KubernetesClient, 'get' | 'apply'>;
  owner: Owner;
  options: Pick<KubernetesOptions, 'takeOver' | 'replace'>;
  /** What the environment owned before; undefined where nobody knows. */
  inventory: Inventory | undefined;
  verified: Verified;
  now: Date;
  /** Whether people will read what changes: every field is compared, even where it is known that something changes. */
  explain: boolean;
  /** Makes hashes of secrets comparable within this process only. */
  salt: string;
  /** The HorizontalPodAutoscalers beside a workload, in git and in the cluster. */
  autoscalersOf(desired: DesiredObject): Promise<readonly KubernetesObject[]>;
  /** How a Job was when it went, where that was seen. */
  departed(desired: DesiredObject): KubernetesObject | undefined;
  /** Whether the fields of a manager may be taken over. */
  isTakenOver(manager: string): boolean;
  /** Whether a missing namespace is about to be made. */
  isComing(namespace: string): boolean;
};
