import type { RenderedResource } from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { LiveObject } from '../../core/live.ts';
import { type Backend, type BackendContext, BackendError, defineBackend } from '../backend.ts';
import { KubernetesClient } from './api/client.ts';
import { loadKubeConfig } from './api/connection.ts';
import { Discovery } from './api/discovery.ts';
import { marked } from './objects/marks.ts';
import { type Connection, observeObject } from './engine/observe.ts';

const fieldManager = 'cautious-tribble';

const options = z.strictObject({
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  cluster: z.string().optional(),
  user: z.string().optional(),
  namespace: z
    .string('expected the name of a namespace')
    .min(1, 'expected the name of a namespace')
    .default('default'),
  createNamespace: z.boolean().default(false),
});

type Options = z.infer<typeof options>;

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

  observe(resources: Iterable<RenderedResource>): Promise<Map<string, LiveObject[]>> {
    const { environment } = this.#context;
    const { namespace } = this.#options;
    return this.#connected(async (connection) => {
      const live = [...resources].map(async ({ name, objects }) => {
        const observed = objects.map((object) =>
          observeObject(connection, object, { environment, namespace }),
        );
        return [name, await Promise.all(observed)] as const;
      });
      return new Map(await Promise.all(live));
    });
  }

  apply(resource: RenderedResource): Promise<void> {
    return this.#connected(async (connection) => {
      if (this.#options.createNamespace) await this.#createNamespace(connection);
      for (const manifest of resource.objects) {
        const { path, namespace } = await connection.discovery.locate(manifest, this.#options.namespace);
        const object = marked(manifest, resource, this.#context.environment, namespace);
        await connection.client.apply(path, object, fieldManager);
      }
    });
  }

  close(): Promise<void> {
    this.#disconnect();
    return Promise.resolve();
  }

  /**
   * Connects at the first use, so that a kubeconfig which is not there yet is an answer of this turn and not of the
   * start; and anew after a failure, since the cluster or the credentials may be others by now.
   */
  async #connected<T>(action: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      this.#connection ??= this.#connect();
      return await action(this.#connection);
    } catch (error) {
      if (error instanceof BackendError && error.transient) this.#disconnect();
      throw error;
    }
  }

  #connect(): Connection {
    const { kubeconfig = this.#context.kubeconfig, context, cluster, user } = this.#options;
    const given = Object.entries({ kubeconfig, context, cluster, user });
    const settings = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    const client = new KubernetesClient(loadKubeConfig(settings));
    return { client, discovery: new Discovery(client) };
  }

  #disconnect(): void {
    this.#connection?.client.close();
    this.#connection = undefined;
  }

  async #createNamespace({ client }: Connection): Promise<void> {
    const name = this.#options.namespace;
    const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
    if ((await client.get(path)) !== undefined) return;
    await client.apply(path, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, fieldManager);
  }
}
