import { ApiError } from '../api-error.ts';
import { decodingError, withoutUnknown } from '../fields/decode.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { decodedType, typeOfKind } from './served-kinds.ts';

/** What becomes of fields that a kind does not know; the writes of our own controllers are not looked at. */
export interface FieldValidation {
  readonly mode: 'Strict' | 'Warn' | 'Ignore';
  /** Tells the client about a field that was dropped. */
  readonly warn: (text: string) => void;
  /** The refusal of a body, or of a patch, that cannot be decoded. */
  readonly refuse: (kind: Kind, says: string) => ApiError;
}

/** An object as the server reads it: of the right types, and without unknown fields. */
export function decoded(
  kind: Kind,
  object: KubernetesObject,
  validation: FieldValidation | undefined,
): KubernetesObject {
  if (!validation) return object;
  const error = decodingError(object, decodedType(kind), kind.kind);
  if (error !== undefined) throw validation.refuse(kind, error);
  const { value, unknown } = withoutUnknown(object, typeOfKind(kind));
  if (unknown.length === 0) return object;
  const texts = unknown.map((field) => `unknown field ${JSON.stringify(field)}`);
  if (validation.mode === 'Strict')
    throw validation.refuse(kind, `strict decoding error: ${texts.join(', ')}`);
  if (validation.mode === 'Warn') texts.forEach(validation.warn);
  return value as KubernetesObject;
}

/** 400 for a body that cannot be decoded. */
export function undecodableBody({ kind, version }: Kind, says: string): ApiError {
  const message = `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${says}`;
  return new ApiError(400, 'BadRequest', message);
}

/** 422 for a patch whose result cannot be decoded: a real server blames the patch and names no object. */
export function undecodablePatch(says: string, patch: string): ApiError {
  const text = `Invalid value: ${JSON.stringify(patch)}: ${says}`;
  const cause = { reason: 'FieldValueInvalid', message: text, field: 'patch' };
  return new ApiError(422, 'Invalid', ` "" is invalid: patch: ${text}`, { causes: [cause] });
}

/** How messages about an apply name the object: by what its configuration says. */
export function applyTitle(kind: Kind, body: JsonObject, name: string): string {
  const { namespace } = objectOf(body['metadata']);
  const place = typeof namespace === 'string' ? namespace : '';
  return `${place}/${name}; ${groupVersionKind(kind.group, kind.version, kind.kind)}`;
}

/** A kind as Go prints it: `apps/v1, Kind=Deployment`. */
export function groupVersionKind(group: string, version: string, kind: string): string {
  return `${group}/${version}, Kind=${kind}`;
}

/** 500, as on a real server, for an applied object whose values do not fit into their Go types. */
export function refuseUnconvertible(kind: Kind, object: KubernetesObject, title: string): void {
  const error = decodingError(object, decodedType(kind), kind.kind);
  if (error === undefined) return;
  const says = error
    .replace(/^json: cannot unmarshal number \S+ into Go struct field .*/, 'cannot convert float64 to int32')
    .replace(/^illegal base64/, 'error decoding from json: illegal base64');
  const target = groupVersionKind(kind.group, kind.version, kind.kind);
  const message = `failed to convert new object (${title}) to proper version: unable to convert unstructured object to ${target}: ${says}`;
  throw new ApiError(500, '', message);
}
