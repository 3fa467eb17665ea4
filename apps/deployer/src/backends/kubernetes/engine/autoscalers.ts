import type { KubernetesClient } from '../api/client.ts';
import type { Discovery } from '../api/discovery.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { pathOf } from '../objects/resource-type.ts';
import type { DesiredObject } from './desired.ts';

const group = 'autoscaling';
const kind = 'HorizontalPodAutoscaler';
const scalable: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** The autoscalers of one turn: those of a namespace are read once, however many workloads ask for them. */
export class Autoscalers {
  readonly #client: Pick<KubernetesClient, 'list'>;
  readonly #discovery: Pick<Discovery, 'resolveAny'>;
  readonly #desired: readonly DesiredObject[];
  readonly #live = new Map<string, Promise<readonly KubernetesObject[]>>();

  constructor(
    client: Pick<KubernetesClient, 'list'>,
    discovery: Pick<Discovery, 'resolveAny'>,
    desired: Iterable<DesiredObject>,
  ) {
    this.#client = client;
    this.#discovery = discovery;
    this.#desired = [...desired].filter(({ identity }) => identity.kind === kind && identity.group === group);
  }

  /** The autoscalers in the namespace of a workload, in git and in the cluster; none for what cannot be scaled. */
  async of({ identity }: DesiredObject): Promise<readonly KubernetesObject[]> {
    if (identity.group !== 'apps' || !scalable.includes(identity.kind)) return [];
    const { namespace } = identity;
    const own = this.#desired.filter((each) => each.identity.namespace === namespace);
    let live = this.#live.get(namespace);
    if (live === undefined) {
      live = this.#list(namespace);
      this.#live.set(namespace, live);
    }
    return [...own.map(({ payload }) => payload), ...(await live)];
  }

  async #list(namespace: string): Promise<readonly KubernetesObject[]> {
    const type = await this.#discovery.resolveAny(group, kind);
    return type === undefined ? [] : (await this.#client.list(pathOf(type, namespace), {})).items;
  }
}
