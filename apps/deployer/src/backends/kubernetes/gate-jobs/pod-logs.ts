import type { ValueMap } from '@tribble/resource-repo/format';
import { BackendError } from '../../backend.ts';
import type { KubernetesClient } from '../api/client.ts';
import { withQuery } from '../api/requests.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { pathOf, podType } from '../objects/resource-type.ts';
import { labelSelectorOf } from '../status/label-selector.ts';
import { mapsAt, textAt } from '../status/live-fields.ts';
import { type ContainerLog, containersByInterest, joinedLogs, logBounds, newestPod } from './logs.ts';

/** Far more than is told: the server cuts the end off, and the end is what is wanted. */
const mostBytes = 256 * 1024;

/**
 * Reads what the pods of a Job wrote. What may not be read, or went with its pod, is left out, and never an error: a log
 * explains an end, it does not make it.
 */
export class PodLogs {
  readonly #client: Pick<KubernetesClient, 'list' | 'text'>;

  constructor(client: Pick<KubernetesClient, 'list' | 'text'>) {
    this.#client = client;
  }

  /** The pod that a Job made last, and the end of what its containers wrote. */
  async of(job: KubernetesObject): Promise<{ pod?: ValueMap; log?: string }> {
    const pod = newestPod((await known(this.#podsOf(job))) ?? []);
    if (pod === undefined) return {};
    const path = `${pathOf(podType, textAt(pod, 'metadata.namespace'), textAt(pod, 'metadata.name'))}/log`;
    const reads = containersByInterest(pod).map(async (container): Promise<ContainerLog> => {
      const query = { container, tailLines: logBounds.lines, limitBytes: mostBytes };
      return { container, text: (await known(this.#client.text(withQuery(path, query)))) ?? '' };
    });
    const log = joinedLogs(await Promise.all(reads));
    return { pod, ...(log !== undefined && { log }) };
  }

  /** By uid: other pods may bear the same labels. */
  async #podsOf(job: KubernetesObject): Promise<ValueMap[]> {
    const labelSelector = labelSelectorOf(job);
    if (labelSelector === undefined) return [];
    const path = pathOf(podType, textAt(job, 'metadata.namespace'));
    const { items } = await this.#client.list(path, { labelSelector });
    const uid = textAt(job, 'metadata.uid');
    return items.filter((pod) => mapsAt(pod, 'metadata.ownerReferences').some((each) => each['uid'] === uid));
  }
}

async function known<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BackendError) return undefined;
    throw error;
  }
}
