import {
  isValueMap,
  type Manifest,
  type RenderedResource,
  valueAt,
  type ValueMap,
} from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { LiveObject } from '../../core/live.ts';
import { type Backend, type BackendContext, defineBackend } from '../backend.ts';
import { KubernetesClient } from './client.ts';
import { loadKubeConfig } from './connection.ts';
import { Discovery } from './discovery.ts';
import { marked, marksOf } from './marks.ts';
import { rolloutOf, waitingReasons } from './rollout.ts';

const fieldManager = 'cautious-tribble';

const options = z.strictObject({
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  cluster: z.string().optional(),
  user: z.string().optional(),
  namespace: z.string('expected the name of a namespace').default('default'),
  createNamespace: z.boolean().default(false),
});

type Options = z.infer<typeof options>;
type Connection = { client: KubernetesClient; discovery: Discovery };

/** A namespace of a Kubernetes cluster, kept by server-side apply. */
export const kubernetes = defineBackend<Options>({
  type: 'Kubernetes',
  options,
  create: (settings, context) => new KubernetesBackend(settings, context),
});

class KubernetesBackend implements Backend {
  readonly #options: Options;
  readonly #context: BackendContext;
  #connection: Connection | undefined;

  constructor(settings: Options, context: BackendContext) {
    this.#options = settings;
    this.#context = context;
  }

  async observe(resources: Iterable<RenderedResource>): Promise<Map<string, LiveObject[]>> {
    const live = [...resources].map(async ({ name, objects }) => {
      return [name, await Promise.all(objects.map((object) => this.#observeObject(object)))] as const;
    });
    return new Map(await Promise.all(live));
  }

  async apply(resource: RenderedResource): Promise<void> {
    const { client, discovery } = this.#connect();
    if (this.#options.createNamespace) await this.#createNamespace();
    for (const manifest of resource.objects) {
      const { path, namespace } = await discovery.locate(manifest, this.#options.namespace);
      await client.apply(
        path,
        marked(manifest, resource, this.#context.environment, namespace),
        fieldManager,
      );
    }
  }

  close(): Promise<void> {
    this.#connection?.client.close();
    return Promise.resolve();
  }

  /** Made at the first use, so that a kubeconfig which is not there yet is an answer of this turn and not of the start. */
  #connect(): Connection {
    if (this.#connection === undefined) {
      const { kubeconfig = this.#context.kubeconfig, context, cluster, user } = this.#options;
      const given = Object.entries({ kubeconfig, context, cluster, user }).filter(
        ([, value]) => value !== undefined,
      );
      const client = new KubernetesClient(loadKubeConfig(Object.fromEntries(given)));
      this.#connection = { client, discovery: new Discovery(client) };
    }
    return this.#connection;
  }

  async #createNamespace(): Promise<void> {
    const { client } = this.#connect();
    const name = this.#options.namespace;
    const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
    if ((await client.get(path)) !== undefined) return;
    await client.apply(path, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, fieldManager);
  }

  async #observeObject(manifest: Manifest): Promise<LiveObject> {
    const { client, discovery } = this.#connect();
    const { path, namespace } = await discovery.locate(manifest, this.#options.namespace);
    const identity = {
      kind: manifest.kind,
      ...(namespace !== undefined && { namespace }),
      name: manifest.metadata.name,
    };
    const object = await client.get(path);
    if (object === undefined) return { ...identity, reason: 'NotDeployed' };
    const rollout = rolloutOf(object);
    const detail = rollout.reason === 'Clean' ? undefined : await this.#podReasons(object, namespace);
    const message = [rollout.message, detail].filter((part) => part !== undefined).join(': ');
    return {
      ...identity,
      ...marksOf(object, this.#context.environment),
      reason: rollout.reason,
      ...(message !== '' && { message: `${manifest.kind} ${manifest.metadata.name} ${message}` }),
    };
  }

  /** What the pods of a workload say about why they do not run. */
  async #podReasons(object: ValueMap, namespace: string | undefined): Promise<string | undefined> {
    const labels = valueAt(object, ['spec', 'selector', 'matchLabels']);
    if (!isValueMap(labels) || namespace === undefined) return undefined;
    const selector = Object.entries(labels).map(([key, value]) =>
      typeof value === 'string' ? `${key}=${value}` : key,
    );
    const query = new URLSearchParams({ labelSelector: selector.join(','), limit: '50' });
    const list = await this.#connect().client.get(
      `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods?${query.toString()}`,
    );
    const pods = list?.['items'];
    const reasons = waitingReasons(Array.isArray(pods) ? pods.filter(isValueMap) : []);
    return reasons.length > 0 ? reasons.join('; ') : undefined;
  }
}
