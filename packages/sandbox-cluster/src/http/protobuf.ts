import { badRequest } from '../api-error.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { unsupportedMediaType } from './body.ts';
import { type Field, type FieldType, type Message, messages } from './protobuf-schema.ts';

/** The media type in which `kubectl create` sends what it makes itself. */
export const protobufType = 'application/vnd.kubernetes.protobuf';

/** A field as it comes: a number, or bytes that are a text or a message. */
type WireField = readonly [number: number, value: number | Buffer];

const magic = Buffer.from('k8s\0');

/** Reads an object in the Kubernetes envelope. Whatever the server cannot read it refuses, instead of losing it. */
export function parseProtobuf(body: Buffer): JsonObject {
  if (!body.subarray(0, magic.length).equals(magic))
    throw badRequest('the body is not a Kubernetes protobuf envelope');
  const envelope = new Map(wireFields(body.subarray(magic.length)));
  const type = new Map(wireFields(bytesOf(envelope.get(1))));
  const kind = bytesOf(type.get(2)).toString();
  const message = messages[kind];
  if (!message) throw unreadable(kind);
  const object = readMessage(bytesOf(envelope.get(2)), message, kind);
  return { ...object, apiVersion: bytesOf(type.get(1)).toString(), kind };
}

function wireFields(bytes: Buffer): WireField[] {
  const fields: WireField[] = [];
  let offset = 0;
  const varint = (): number => {
    let value = 0;
    // Multiplied, not shifted: shifting would cut the number at 32 bits.
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[offset];
      if (byte === undefined) throw badRequest('the protobuf body ends too early');
      offset += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (offset < bytes.length) {
    const tag = varint();
    const wireType = tag % 8;
    if (wireType !== 0 && wireType !== 2)
      throw badRequest(`protobuf wire type ${wireType} is not known here`);
    const value = varint();
    if (wireType === 0) {
      fields.push([Math.floor(tag / 8), value]);
      continue;
    }
    fields.push([Math.floor(tag / 8), bytes.subarray(offset, offset + value)]);
    offset += value;
  }
  return fields;
}

function readMessage(bytes: Buffer, message: Message, where: string): JsonObject {
  const result: JsonObject = {};
  for (const [number, value] of wireFields(bytes)) {
    const field = message[number];
    if (isZero(value)) continue;
    if (!field) throw unreadable(`field ${number} of ${where}`);
    setField(result, field, value, where);
  }
  return result;
}

function setField(result: JsonObject, field: Field, value: number | Buffer, where: string): void {
  const [name, type, repeated] = field;
  const read = readValue(type, value, `${where}.${name}`);
  const before = result[name];
  if (repeated) result[name] = [...(Array.isArray(before) ? before : []), read];
  else if (isObject(before) && isObject(read)) Object.assign(before, read);
  else if (read !== null) result[name] = read;
}

function readValue(type: FieldType, value: number | Buffer, where: string): Json {
  switch (type) {
    case 'string':
      return bytesOf(value).toString();
    case 'integer':
      return Number(value);
    case 'boolean':
      return value !== 0;
    case 'string map':
      return mapEntry(bytesOf(value), 'utf8');
    case 'bytes map':
      return mapEntry(bytesOf(value), 'base64');
    case 'integer or string': {
      const parts = new Map(wireFields(bytesOf(value)));
      return parts.get(1) === 1 ? bytesOf(parts.get(3)).toString() : Number(parts.get(2) ?? 0);
    }
    case 'nothing':
      return ignoreEmpty(bytesOf(value), where);
    default:
      return readMessage(bytesOf(value), type, where);
  }
}

function mapEntry(bytes: Buffer, encoding: 'utf8' | 'base64'): JsonObject {
  const entry = new Map(wireFields(bytes));
  return { [bytesOf(entry.get(1)).toString()]: bytesOf(entry.get(2)).toString(encoding) };
}

function ignoreEmpty(bytes: Buffer, where: string): null {
  if (wireFields(bytes).every(([, value]) => isZero(value))) return null;
  throw unreadable(where);
}

/** Go writes fields that are zero as well; they say nothing. */
function isZero(value: number | Buffer): boolean {
  return typeof value === 'number' ? value === 0 : value.length === 0;
}

function bytesOf(value: number | Buffer | undefined): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function unreadable(what: string) {
  const refusal = unsupportedMediaType(['application/json', 'application/yaml']);
  refusal.message += ` (the sandbox cannot read ${what} from protobuf)`;
  return refusal;
}
