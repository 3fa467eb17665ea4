import { ApiError } from '../api-error.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { strategicMergePatch } from '../patch/strategic-merge-patch.ts';
import { type Registry } from '../registry/registry.ts';
import { scaleOf, withScale } from '../registry/scale.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  methodNotAllowed,
  refuseMissingManager,
  targetOf,
  writeOptions,
} from './api-request.ts';
import { mediaTypeOf, parseJson, parseYamlObject, patchTypes, unsupportedMediaType } from './body.ts';

type Patch = (live: JsonObject) => JsonObject;

/** Answers a PATCH in any of its four forms. */
export function patchObject(registry: Registry, request: ApiRequest): ApiAnswer {
  const target = targetOf(request.path);
  const type = mediaTypeOf(request.contentType);
  if (type === patchTypes.apply) return apply(registry, request);
  const patch = patchOf(type, request.body.toString());
  const options = writeOptions(request);
  if (options.subresource === 'scale') {
    const workload = registry.update(target, (live) => withScale(live, patch(scaleOf(live))), options);
    return { code: 200, body: scaleOf(workload) };
  }
  return { code: 200, body: registry.update(target, patch, options) };
}

function apply(registry: Registry, request: ApiRequest): ApiAnswer {
  refuseMissingManager(request.query);
  const options = writeOptions(request);
  if (options.subresource === 'scale') throw methodNotAllowed();
  const force = request.query.get('force') === 'true';
  const config = parseYamlObject(request.body.toString());
  const { object, created } = registry.apply(targetOf(request.path), config, { ...options, force });
  return { code: created ? 201 : 200, body: object };
}

function patchOf(type: string, body: string): Patch {
  switch (type) {
    case patchTypes.json:
      return (live) => asObject(jsonPatch(live, parseJson(body)));
    case patchTypes.merge:
      return (live) => asObject(mergePatch(live, parseJson(body)));
    case patchTypes.strategic:
      return (live) => asObject(strategicMergePatch(live, parseJson(body)));
    default:
      throw unsupportedMediaType(Object.values(patchTypes));
  }
}

function asObject(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new ApiError(422, 'Invalid', 'the patch does not leave an object', {});
}
