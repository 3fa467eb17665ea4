import { waitUntil } from '../wait-until.ts';
import type { World } from '../world.ts';

export type ClusterObject = {
  kind: string;
  metadata: Record<string, unknown> & { name: string; uid: string };
} & Record<string, unknown>;

export type WatchEvent = { type: string; object: ClusterObject };

/** What a person or another controller does in a cluster, by its API. Paths begin behind `/api`: `v1/namespaces/dev/…`. */
export class ClusterObjects {
  readonly #world: World;
  readonly #cluster: string;

  constructor(world: World, cluster = 'sandbox-cluster') {
    this.#world = world;
    this.#cluster = cluster;
  }

  /** Undefined where there is no such object. */
  async get(path: string): Promise<ClusterObject | undefined> {
    const response = await this.#request('GET', path);
    return response.status === 404 ? undefined : ((await answerOf(response)) as ClusterObject);
  }

  async list(path: string): Promise<ClusterObject[]> {
    const { items } = (await answerOf(await this.#request('GET', path))) as { items: ClusterObject[] };
    return items;
  }

  async create(path: string, object: object): Promise<ClusterObject> {
    const headers = { 'content-type': 'application/json' };
    const options = { headers, body: JSON.stringify(object) };
    return (await answerOf(await this.#request('POST', path, options))) as ClusterObject;
  }

  /** A merge patch as `kubectl edit` sends it. */
  async edit(path: string, patch: object, manager = 'kubectl-edit'): Promise<ClusterObject> {
    const options = {
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify(patch),
    };
    const response = await this.#request('PATCH', `${path}?fieldManager=${manager}`, options);
    return (await answerOf(response)) as ClusterObject;
  }

  async delete(path: string): Promise<void> {
    await answerOf(await this.#request('DELETE', path));
  }

  /** The version of a list: what a watch of only what comes next begins with. */
  async version(path: string): Promise<string> {
    const { metadata } = (await answerOf(await this.#request('GET', path))) as {
      metadata: { resourceVersion: string };
    };
    return metadata.resourceVersion;
  }

  /** Waits for the first event after a version of a list that is as wished. */
  async untilEvent(
    path: string,
    version: string,
    isSo: (event: WatchEvent) => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const response = await this.#request('GET', `${path}?watch=true&resourceVersion=${version}`, { signal });
    if (!response.ok || !response.body) throw new Error(`watch ${path}: ${response.status}`);
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (lines.some((line) => isSo(JSON.parse(line) as WatchEvent))) return;
    }
    throw new Error(`the watch of ${path} ended`);
  }

  /** Waits until there is an object, and it is as wished. */
  async until(
    what: string,
    path: string,
    isSo: (object: ClusterObject) => boolean = () => true,
  ): Promise<ClusterObject> {
    return waitUntil(what, async () => {
      const object = await this.get(path);
      return object !== undefined && isSo(object) && object;
    });
  }

  async untilGone(path: string): Promise<void> {
    await waitUntil(`${path} is gone`, async () => (await this.get(path)) === undefined);
  }

  #request(method: string, path: string, options: RequestInit = {}): Promise<Response> {
    const root = path.startsWith('v1/') ? 'api' : 'apis';
    return fetch(`${this.#world.address(this.#cluster)}/${root}/${path}`, { method, ...options });
  }
}

async function answerOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${response.url}: ${JSON.stringify(body)}`);
  return body;
}
