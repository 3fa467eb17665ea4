import { badRequest, ApiError } from '../api-error.ts';
import { clone, equal, isObject, type Json, type JsonObject, textOf } from '../json.ts';

/** Applies a JSON patch (RFC 6902). A patch that does not fit the object answers 422, a malformed one 400. */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch)) {
    const type = isObject(patch) ? 'object' : typeof patch;
    throw badRequest(
      `error decoding patch: json: cannot unmarshal ${type} into Go value of type []handlers.jsonPatchOp`,
    );
  }
  return patch.reduce<Json>((document, operation) => {
    if (!isObject(operation)) throw badRequest('each operation of a JSON patch must be an object');
    return applyOperation(document, operation);
  }, clone(target));
}

function applyOperation(document: Json, operation: JsonObject): Json {
  const path = pointerOf(operation, 'path');
  switch (operation['op']) {
    case 'add':
      return add(document, path, valueOf(operation));
    case 'replace':
      return path.length === 0 ? valueOf(operation) : add(remove(document, path), path, valueOf(operation));
    case 'remove':
      return remove(document, path);
    case 'copy':
      return add(document, path, clone(read(document, pointerOf(operation, 'from'))));
    case 'move': {
      const from = pointerOf(operation, 'from');
      const value = read(document, from);
      return add(remove(document, from), path, value);
    }
    case 'test':
      if (equal(read(document, path), operation['value'] ?? null)) return document;
      throw unfit();
    default:
      throw unfit();
  }
}

function pointerOf(operation: JsonObject, field: 'path' | 'from'): string[] {
  const pointer = operation[field];
  if (typeof pointer !== 'string' || (pointer !== '' && !pointer.startsWith('/'))) {
    throw badRequest(`a JSON patch operation needs ${field}: a JSON pointer`);
  }
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueOf(operation: JsonObject): Json {
  const value = operation['value'];
  if (value === undefined)
    throw badRequest(`a JSON patch operation ${textOf(operation['op'])} needs a value`);
  return clone(value);
}

function read(document: Json, path: readonly string[]): Json {
  return path.reduce<Json>((parent, step) => {
    const child = Array.isArray(parent)
      ? parent[indexIn(parent, step)]
      : isObject(parent)
        ? parent[step]
        : undefined;
    if (child === undefined) throw unfit();
    return child;
  }, document);
}

// The document is the private clone that jsonPatch made, so the two functions below may change it in place.
function add(document: Json, path: readonly string[], value: Json): Json {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    parent.splice(last === '-' ? parent.length : indexIn(parent, last, parent.length), 0, value);
  } else if (isObject(parent)) {
    parent[last] = value;
  } else {
    throw unfit();
  }
  return document;
}

function remove(document: Json, path: readonly string[]): Json {
  const last = path.at(-1);
  read(document, path);
  const parent = read(document, path.slice(0, -1));
  if (last === undefined) return null;
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last), 1);
  else if (isObject(parent)) delete parent[last];
  return document;
}

function indexIn(list: Json[], step: string, limit = list.length - 1): number {
  const index = /^(0|[1-9]\d*)$/.test(step) ? Number(step) : Number.NaN;
  if (!(index <= limit)) throw unfit();
  return index;
}

/** 422 that does not say what is wrong: neither does a real server, and clients compare the text. */
function unfit(): ApiError {
  const message = 'the server rejected our request due to an error in our request';
  return new ApiError(422, 'Invalid', message, {});
}
