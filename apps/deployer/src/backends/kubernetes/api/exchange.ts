import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { isNativeError } from 'node:util/types';
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';

/** `body` is absent where the text is no JSON object: a proxy's page, `404 page not found`. */
export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  body?: ValueMap;
  /** What is still to come, where a stream was asked for and granted; there is no text then. */
  stream?: IncomingMessage;
};

/** No answer began: the request may or may not have been done. */
export class NoAnswerError extends Error {
  /** The connection broke, as opposed to: it was never made, or nothing came. */
  readonly isReset: boolean;

  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswerError';
    this.isReset = isNativeError(cause) && 'code' in cause && resets.has(String(cause.code));
  }
}

const resets = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** Keeps the way through firewalls and load balancers open, and finds out when the other end is gone, in milliseconds. */
const keepAliveAfter = 30_000;

/** Sends a request and reads the whole answer, or its head where `asStream` is set and the answer is 200. */
export async function exchange(
  url: URL,
  options: RequestOptions,
  payload: string | undefined,
  asStream: boolean,
): Promise<Answer> {
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options);
  if (asStream) request.setSocketKeepAlive(true, keepAliveAfter);
  const response = await answerTo(request, payload).catch((error: unknown) => {
    throw new NoAnswerError(error);
  });
  const head = { status: response.statusCode ?? 0, headers: response.headers };
  if (asStream && head.status === 200) return { ...head, text: '', stream: response };
  return { ...head, ...(await readBody(response)) };
}

function answerTo(request: ClientRequest, payload?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(payload);
  });
}

async function readBody(response: IncomingMessage): Promise<Pick<Answer, 'text' | 'body'>> {
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
