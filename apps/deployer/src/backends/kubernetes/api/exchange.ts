/** One HTTP request and its answer, which is JSON as far as Kubernetes is concerned. */
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isNativeError } from 'node:util/types';
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';

/** `body` is absent where the text is no JSON object: a proxy's page, `404 page not found`. */
export type Answer = { status: number; text: string; body?: ValueMap };

/** Sends a request, again as long as it may be sent twice. Rejects where no whole answer comes. */
export async function exchange(
  url: URL,
  options: RequestOptions,
  payload: string | undefined,
  mayRepeat: () => boolean,
): Promise<Answer> {
  for (;;) {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, options);
    try {
      const response = await answerTo(request, payload);
      return { status: response.statusCode ?? 0, ...(await readBody(response)) };
    } catch (error) {
      // The server may close a connection that was kept while the next request is on its way: a new one tells the truth.
      if (request.reusedSocket && isReset(error) && mayRepeat()) continue;
      throw error;
    }
  }
}

function answerTo(request: ClientRequest, payload?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(payload);
  });
}

function isReset(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && error.code === 'ECONNRESET';
}

async function readBody(response: IncomingMessage): Promise<Omit<Answer, 'status'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    return isValueMap(value) ? { text, body: value } : { text };
  } catch {
    return { text };
  }
}
