/**
 * Requests to one Kubernetes API server: raw JSON over kept connections. @kubernetes/client-node gives the credentials
 * only, since its own requests drop fields that its models do not know (docs/adr/0005-kubernetes-client.md).
 */
import type { KubeConfig } from '@kubernetes/client-node';
import { isValueMap, type Value, type ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import type { Answer } from './exchange.ts';
import { listAll, type ListOptions, type ObjectList } from './list.ts';
import { partialObject } from './media-types.ts';
import { type ApiRequest, withQuery } from './requests.ts';
import { Transport, type TransportOptions } from './transport.ts';
import { watchEvents, type WatchEvent, type WatchQuery } from './watch.ts';

export type ClientOptions = TransportOptions;

export type GetOptions = {
  metadataOnly?: boolean;
  accept?: string;
  headers?: Readonly<Record<string, string>>;
  /** Keeps the answer, and asks the next time only whether it changed: the same value comes back where it did not. */
  revalidate?: boolean;
};

export type ApplyOptions = { fieldManager: string; force: boolean; dryRun?: boolean };
export type PatchOptions = { type: 'json' | 'merge'; dryRun?: boolean };
export type DeleteOptions = {
  /** Deletes only this very object, not one that was made anew under its name. */
  uid?: string;
  /** Deletes only what nobody changed since it was read. */
  resourceVersion?: string;
  propagationPolicy: 'Background' | 'Foreground' | 'Orphan';
  dryRun?: boolean;
};

export class KubernetesClient {
  /** Scheme, host and port: for messages. */
  readonly server: string;
  readonly #transport: Transport;
  readonly #kept = new Map<string, { etag: string; body: ValueMap }>();

  /** Throws BackendError where the configuration names no cluster that can be asked. */
  constructor(config: KubeConfig, options: ClientOptions = {}) {
    this.#transport = new Transport(config, options);
    this.server = this.#transport.server;
  }

  /** The object at a path, undefined where there is none. Throws BackendError for any other answer. */
  async get(path: string, options: GetOptions = {}): Promise<ValueMap | undefined> {
    const { metadataOnly = false, accept = metadataOnly ? partialObject : undefined, headers } = options;
    const request: ApiRequest = {
      verb: 'get',
      method: 'GET',
      path,
      ...(accept !== undefined && { accept }),
      ...(headers && { headers }),
      isRepeatable: true,
    };
    return options.revalidate === true ? this.#revalidated(request) : this.#found(request);
  }

  /** All objects at a path, as they were at one moment. An answer that is cut is an error, never a shorter list. */
  list(path: string, options: ListOptions = {}): Promise<ObjectList> {
    return listAll(this.#transport, path, options);
  }

  /** Applies an object by server-side apply. */
  apply(
    path: string,
    object: ValueMap,
    { fieldManager, force, dryRun = false }: ApplyOptions,
  ): Promise<KubernetesObject> {
    return this.#object({
      verb: dryRun ? 'dry-run' : 'apply',
      method: 'PATCH',
      path: withQuery(path, { fieldManager, force: force ? 'true' : undefined, ...dry(dryRun) }),
      body: { type: 'application/apply-patch+yaml', value: object },
      isRepeatable: true,
    });
  }

  /** Changes parts of an object. */
  patch(path: string, patch: Value, { type, dryRun = false }: PatchOptions): Promise<KubernetesObject> {
    return this.#object({
      verb: dryRun ? 'dry-run' : 'patch',
      method: 'PATCH',
      path: withQuery(path, dry(dryRun)),
      body: { type: `application/${type}-patch+json`, value: patch },
      isRepeatable: dryRun,
    });
  }

  /** Makes an object; a 409 where it is there already. The path is that of the collection. */
  create(path: string, object: ValueMap): Promise<KubernetesObject> {
    const body = { type: 'application/json', value: object };
    return this.#object({ verb: 'create', method: 'POST', path, body, isRepeatable: false });
  }

  /** Writes a whole object; a 409 where its resourceVersion is not the newest. */
  replace(path: string, object: ValueMap): Promise<KubernetesObject> {
    const body = { type: 'application/json', value: object };
    return this.#object({ verb: 'update', method: 'PUT', path, body, isRepeatable: false });
  }

  /** Deletes an object: `gone`, or the object that waits for its finalizers or children. */
  async delete(
    path: string,
    { uid, resourceVersion, propagationPolicy, dryRun = false }: DeleteOptions,
  ): Promise<'gone' | KubernetesObject> {
    const preconditions = {
      ...(uid !== undefined && { uid }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    };
    const value = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy,
      ...(Object.keys(preconditions).length > 0 && { preconditions }),
      ...(dryRun && { dryRun: ['All'] }),
    };
    const answer = await this.#found({
      verb: dryRun ? 'dry-run' : 'delete',
      method: 'DELETE',
      path,
      body: { type: 'application/json', value },
      // Without the uid the second request might meet an object that was made meanwhile.
      isRepeatable: dryRun || uid !== undefined,
    });
    if (answer === undefined || answer['kind'] === 'Status' || !isValueMap(answer['metadata'])) return 'gone';
    return answer as KubernetesObject;
  }

  /** Plain text, such as the log of a pod; undefined where there is nothing of that name. */
  async text(path: string): Promise<string | undefined> {
    const accept = 'text/plain, */*';
    const request: ApiRequest = { verb: 'get', method: 'GET', path, accept, isRepeatable: true };
    const received = await this.#transport.answer(request);
    if (isMissing(received.answer)) return undefined;
    this.#transport.accept(request, received);
    return received.answer.text;
  }

  /**
   * The changes at a path after a resourceVersion, until the server ends the watch. What the consumer does not take is
   * not read from the connection. Throws where the watch is refused, breaks or ends within a line; a signal that aborts
   * ends it without an error. An `ERROR` event is the server's last word: errorOf makes an ApiError of it.
   */
  watch(path: string, query: WatchQuery, signal: AbortSignal): AsyncIterable<WatchEvent> {
    return watchEvents(this.#transport, path, query, signal);
  }

  /** How many requests were sent since the start, by verb. */
  requests(): Readonly<Record<string, number>> {
    return this.#transport.requests();
  }

  /** Ends all connections, and with them the requests and watches in flight. */
  close(): void {
    this.#transport.close();
  }

  async #found(request: ApiRequest): Promise<ValueMap | undefined> {
    const received = await this.#transport.answer(request);
    return isMissing(received.answer) ? undefined : this.#transport.bodyOf(request, received);
  }

  async #object(request: ApiRequest): Promise<KubernetesObject> {
    return (await this.#transport.body(request)) as KubernetesObject;
  }

  async #revalidated(request: ApiRequest): Promise<ValueMap | undefined> {
    const key = `${request.path} ${request.accept ?? ''}`;
    const kept = this.#kept.get(key);
    const headers = { ...request.headers, ...(kept && { 'if-none-match': kept.etag }) };
    const received = await this.#transport.answer({ ...request, headers });
    if (kept && received.answer.status === 304) return kept.body;
    this.#kept.delete(key);
    if (isMissing(received.answer)) return undefined;
    const body = this.#transport.bodyOf(request, received);
    const { etag } = received.answer.headers;
    if (etag !== undefined) this.#kept.set(key, { etag, body });
    return body;
  }
}

/** Only the API server can say that there is no object; a 404 of anything else says that the path is wrong. */
function isMissing({ status, body }: Answer): boolean {
  return status === 404 && body?.['kind'] === 'Status';
}

const dry = (dryRun: boolean) => ({ dryRun: dryRun ? 'All' : undefined });
