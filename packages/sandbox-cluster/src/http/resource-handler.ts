import { type JsonObject } from '../json.ts';
import { type Registry } from '../registry/registry.ts';
import { scaleOf, withScale } from '../registry/scale.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  methodNotAllowed,
  subresourceOf,
  targetOf,
  writeOptions,
} from './api-request.ts';
import { mediaTypeOf, parseObject } from './body.ts';
import { deleteCollection, deleteOne } from './delete-handler.ts';
import { patchObject } from './patch-handler.ts';
import { parseProtobuf, protobufType } from './protobuf.ts';

/** Answers every request for objects but lists and watches. */
export function answer(registry: Registry, request: ApiRequest): ApiAnswer {
  const isItem = request.path.name !== undefined;
  switch (request.method) {
    case 'GET':
      return read(registry, request);
    case 'POST':
      return create(registry, request);
    case 'PUT':
      return replace(registry, request);
    case 'PATCH':
      return patchObject(registry, request);
    case 'DELETE':
      return isItem ? deleteOne(registry, request) : deleteCollection(registry, request);
    default:
      throw methodNotAllowed();
  }
}

function read(registry: Registry, { path }: ApiRequest): ApiAnswer {
  const door = subresourceOf(path);
  const object = registry.get(targetOf(path));
  return { code: 200, body: door === 'scale' ? scaleOf(path.kind, object) : object };
}

function create(registry: Registry, request: ApiRequest): ApiAnswer {
  const { kind, namespace, name } = request.path;
  if (name !== undefined || namespace === undefined) throw methodNotAllowed();
  const body = bodyOf(request);
  return { code: 201, body: registry.create(kind, namespace, body, writeOptions(request)) };
}

function replace(registry: Registry, request: ApiRequest): ApiAnswer {
  const target = targetOf(request.path);
  const body = bodyOf(request);
  const options = writeOptions(request);
  if (options.subresource === 'scale') {
    const workload = registry.update(target, (live) => withScale(target.kind, live, body), options);
    return { code: 200, body: scaleOf(target.kind, workload) };
  }
  return { code: 200, body: registry.update(target, () => body, options) };
}

/** The object in the body of a request, in whichever form the client sent it. */
export function bodyOf({ body, contentType }: Pick<ApiRequest, 'body' | 'contentType'>): JsonObject {
  if (mediaTypeOf(contentType) === protobufType) return parseProtobuf(body);
  return parseObject(body.toString(), contentType);
}
