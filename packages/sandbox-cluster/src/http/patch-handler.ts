import { ApiError, badRequest } from '../api-error.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { strategicMergePatch } from '../patch/strategic-merge-patch.ts';
import { type Registry } from '../registry/registry.ts';
import { scaleOf, withScale } from '../registry/scale.ts';
import { isCustom } from '../registry/served-kinds.ts';
import {
  type ApiAnswer,
  type ApiRequest,
  methodNotAllowed,
  refuseMissingManager,
  targetOf,
  writeOptions,
} from './api-request.ts';
import { mediaTypeOf, parseYamlObject, patchTypes, unsupportedMediaType } from './body.ts';
import { refuseForce } from './request-options.ts';

type Patch = (live: JsonObject) => JsonObject;

/** Answers a PATCH in any of its four forms. */
export function patchObject(registry: Registry, request: ApiRequest): ApiAnswer {
  const target = targetOf(request.path);
  const type = mediaTypeOf(request.contentType);
  if (type === patchTypes.apply) return apply(registry, request);
  refuseForce(request.query);
  const { kind } = target;
  const patch = patchOf(kind, type, request.body.toString());
  const options = writeOptions(request);
  if (options.subresource === 'scale') {
    const workload = registry.update(
      target,
      (live) => withScale(kind, live, patch(scaleOf(kind, live))),
      options,
    );
    return { code: 200, body: scaleOf(kind, workload) };
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

function patchOf(kind: Kind, type: string, body: string): Patch {
  // Only Go types say how lists are merged, and custom kinds have none.
  const { strategic, ...others } = patchTypes;
  const accepted: string[] = Object.values(isCustom(kind) ? others : patchTypes);
  if (!accepted.includes(type)) throw unsupportedMediaType(accepted);
  const patch = parsePatch(body);
  switch (type) {
    case patchTypes.json:
      return (live) => asObject(jsonPatch(live, patch));
    case strategic:
      return (live) => asObject(strategicMergePatch(live, patch));
    default:
      return (live) => asObject(mergePatch(live, patch));
  }
}

function parsePatch(body: string): Json {
  try {
    return JSON.parse(body) as Json;
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function asObject(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new ApiError(422, 'Invalid', 'the patch does not leave an object', {});
}
