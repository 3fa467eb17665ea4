/**
 * Reads why workloads do not come up. Reading is bounded: for a workload one list of replica sets, one of pods and two
 * logs, and the events of a namespace once. What may not be read, or is not there, gives no cause, and never an error:
 * causes explain a status, they do not make it.
 */
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';
import { redact } from '@tribble/service-kit';
import { BackendError } from '../../backend.ts';
import { groupOf, type KubernetesObject } from '../objects/identity.ts';
import { pathOf, podType, type ResourceType } from '../objects/resource-type.ts';
import { causesOf, crashLogOf, type Findings, type LogSource } from '../status/causes.ts';
import { judgeGeneration } from '../status/conditions.ts';
import { labelSelectorOf } from '../status/label-selector.ts';
import { logTail } from '../status/log-tail.ts';
import { newestReplicaSet, podsOfNewestRevision } from '../status/newest-revision.ts';

/** What is needed of a client to look for causes. A path may carry a query; only its first page is wanted. */
export type CauseClient = {
  get(path: string): Promise<ValueMap | undefined>;
  text(path: string): Promise<string | undefined>;
};

const eventType: ResourceType = { ...podType, kind: 'Event', plural: 'events' };
const replicaSetType: ResourceType = {
  ...podType,
  group: 'apps',
  kind: 'ReplicaSet',
  plural: 'replicasets',
};

/** What makes pods of its own. */
const podMakers: ReadonlySet<string> = new Set([
  'apps/DaemonSet',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/Job',
]);

/** Looks for the causes of one turn; made anew for the next. */
export class CauseReader {
  readonly #client: CauseClient;
  readonly #events = new Map<string, Promise<ValueMap[]>>();

  constructor(client: CauseClient) {
    this.#client = client;
  }

  /** Why an object is not Current, as short sentences; empty where nothing is known. */
  async causesOf(workload: KubernetesObject): Promise<string[]> {
    const { namespace } = workload.metadata;
    // What pods say now is about a generation that is no longer wanted.
    if (typeof namespace !== 'string' || namespace === '' || judgeGeneration(workload)) return [];
    const [{ owner, pods }, events] = await Promise.all([
      this.#podsOf(workload, namespace),
      this.#eventsOf(namespace),
    ]);
    const findings = { workload, owner, pods, events };
    const source = crashLogOf(findings);
    return causesOf(findings, source && (await this.#logOf(source, namespace)));
  }

  async #podsOf(workload: KubernetesObject, namespace: string): Promise<Pick<Findings, 'owner' | 'pods'>> {
    const kind = `${groupOf(workload.apiVersion)}/${workload.kind}`;
    if (kind === '/Pod') return { owner: workload, pods: [workload] };
    const owner = kind === 'apps/Deployment' ? await this.#newestOf(workload, namespace) : workload;
    if (owner === undefined || (owner === workload && !podMakers.has(kind)))
      return { owner: workload, pods: [] };
    const pods = await this.#select(podType, namespace, owner, 50);
    return { owner, pods: podsOfNewestRevision(owner, pods) };
  }

  async #newestOf(deployment: KubernetesObject, namespace: string): Promise<ValueMap | undefined> {
    return newestReplicaSet(deployment, await this.#select(replicaSetType, namespace, deployment, 100));
  }

  /** What an object's selector selects; more than its own, where others chose the same labels. */
  async #select(type: ResourceType, namespace: string, owner: ValueMap, limit: number): Promise<ValueMap[]> {
    const labelSelector = labelSelectorOf(owner);
    return labelSelector === undefined
      ? []
      : this.#list(type, namespace, { labelSelector, limit: `${limit}` });
  }

  #eventsOf(namespace: string): Promise<ValueMap[]> {
    const query = { fieldSelector: 'type=Warning', limit: '500' };
    const events = this.#events.get(namespace) ?? this.#list(eventType, namespace, query);
    this.#events.set(namespace, events);
    return events;
  }

  async #list(type: ResourceType, namespace: string, query: Record<string, string>): Promise<ValueMap[]> {
    const path = `${pathOf(type, namespace)}?${new URLSearchParams(query).toString()}`;
    const items = (await known(this.#client.get(path)))?.['items'];
    return Array.isArray(items) ? items.filter(isValueMap) : [];
  }

  /** The log of the container that ended; where it is gone already, that of the one that took its place. */
  async #logOf({ pod, container, previous }: LogSource, namespace: string): Promise<string | undefined> {
    if (pod === '') return undefined;
    for (const wanted of previous ? ['true', 'false'] : ['false']) {
      const query = new URLSearchParams({
        container,
        previous: wanted,
        tailLines: '10',
        limitBytes: '65536',
      });
      const log = await known(
        this.#client.text(`${pathOf(podType, namespace, pod)}/log?${query.toString()}`),
      );
      if (log?.trim()) return logTail(log, redact);
    }
    return undefined;
  }
}

/** What can be read; nothing where the cluster refuses or does not answer, which others tell. */
async function known<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BackendError) return undefined;
    throw error;
  }
}
