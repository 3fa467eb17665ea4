import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';

/** `body` is absent where the text is no JSON object: a proxy's page, `404 page not found`. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; body?: ValueMap };

/** Sends a request. Resolves with the head of the answer; rejects where none comes. */
export function send(url: URL, options: RequestOptions, payload?: string): Promise<IncomingMessage> {
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
  return answerTo(request, payload);
}

function answerTo(request: ClientRequest, payload?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(payload);
  });
}

/** Reads the rest of an answer. Rejects where it is cut. */
export async function readAnswer(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const head = { status: response.statusCode ?? 0, headers: response.headers, text };
  try {
    const value: unknown = JSON.parse(text);
    return isValueMap(value) ? { ...head, body: value } : head;
  } catch {
    return head;
  }
}
