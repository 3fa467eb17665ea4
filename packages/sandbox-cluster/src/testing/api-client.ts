import { type JsonObject, objectOf, textOf } from '../json.ts';

/** An answer of the API. */
export interface Answer {
  readonly code: number;
  readonly body: JsonObject;
}

/** A bare client for tests: it hides nothing of what the server answers. */
export class ApiClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { code: response.status, body: isJson ? (JSON.parse(text) as JsonObject) : { text } };
  }

  /** Server-side apply. */
  apply(path: string, manager: string, body: JsonObject, query = ''): Promise<Answer> {
    const headers = { 'content-type': 'application/apply-patch+yaml' };
    return this.request('PATCH', `${path}?fieldManager=${manager}${query}`, body, headers);
  }

  /** The events of a watch, until the caller stops reading or the server ends it. */
  async *watch(path: string): AsyncGenerator<JsonObject> {
    const { body } = await fetch(this.#url + path);
    if (!body) return;
    let unfinished = '';
    // Leaving the loop early cancels the stream, which closes the connection.
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as JsonObject;
    }
  }

  /** Waits until an object of a collection fulfils a condition. */
  async until(collection: string, condition: (object: JsonObject) => boolean): Promise<JsonObject> {
    for await (const { object } of this.watch(`${collection}?watch=true`)) {
      if (condition(objectOf(object))) return objectOf(object);
    }
    throw new Error(`the watch of ${collection} ended before the condition held`);
  }

  /** Waits until an object of a collection is gone. */
  async untilGone(collection: string, name: string): Promise<void> {
    const { code, body } = await this.request('GET', `${collection}/${name}`);
    if (code === 404) return;
    const version = textOf(objectOf(body['metadata'])['resourceVersion']);
    for await (const { type, object } of this.watch(`${collection}?watch=true&resourceVersion=${version}`)) {
      if (type === 'DELETED' && objectOf(objectOf(object)['metadata'])['name'] === name) return;
    }
  }
}

/** A Deployment for tests. */
export function deploymentBody(name: string, spec: JsonObject = {}, image = 'web:1'): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'web', image }] } },
      ...spec,
    },
  };
}
