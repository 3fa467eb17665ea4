import { isMap, parseDocument } from 'yaml';
import { ApiError, badRequest } from '../api-error.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** The content types of a PATCH. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** The media type of a Content-Type header, without its parameters. */
export function mediaTypeOf(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** 415 with the types that the server takes. */
export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  const list = accepted.join(', ');
  const message = `the body of the request was in an unknown format - accepted media types include: ${list}`;
  return new ApiError(415, 'UnsupportedMediaType', message);
}

/** Reads the body of a POST, PUT or DELETE: JSON, or YAML when the client says so. */
export function parseObject(text: string, contentType: string | undefined): JsonObject {
  const type = mediaTypeOf(contentType);
  if (type === 'application/yaml') return parseYamlObject(text);
  if (type !== '' && type !== 'application/json') {
    throw unsupportedMediaType([
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
    ]);
  }
  const value = parseJson(text);
  if (!isObject(value)) throw badRequest('the object provided is unrecognized: expected a JSON object');
  return value;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`error decoding request body as JSON: ${why}`);
  }
}

/** Reads an apply configuration: YAML, of which JSON is a part. */
export function parseYamlObject(text: string): JsonObject {
  // JSON is what programs send; parsing it as such is many times faster.
  if (text.trimStart().startsWith('{')) {
    try {
      const value = JSON.parse(text) as Json;
      if (isObject(value)) return value;
    } catch {
      // YAML in flow style looks the same at its start: the parser below decides.
    }
  }
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  if (error) throw badRequest(`error decoding YAML: ${error.message}`);
  if (!isMap(document.contents)) throw badRequest('error decoding YAML: expected an object');
  // Through JSON, because YAML 1.1 knows dates.
  return JSON.parse(JSON.stringify(document.toJS())) as JsonObject;
}
