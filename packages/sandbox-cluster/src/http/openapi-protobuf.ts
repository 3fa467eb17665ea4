import { type Kind } from '../kinds/kind.ts';

/** The media type in which kubectl asks for the Swagger document, and accepts nothing else. */
export const swaggerProtobufType = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/** The media type of the answer: Go's clients cannot parse the `@` of the one that they ask for. */
export const swaggerAnswerType = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/**
 * The Swagger document in its protobuf form (messages of gnostic's OpenAPIv2.proto). kubectl needs it for manifests of kind
 * List, which it validates itself; a definition without a type lets every content pass.
 */
export function swaggerProtobuf(kinds: readonly Kind[]): Buffer {
  const definitions = kinds.map((kind) =>
    field(1, Buffer.concat([field(1, nameOf(kind)), field(2, openSchema(kind))])),
  );
  return Buffer.concat([
    field(1, '2.0'),
    field(2, Buffer.concat([field(1, 'Kubernetes (sandbox)'), field(2, 'v1.32.0')])),
    field(8, ''),
    field(9, Buffer.concat(definitions)),
  ]);
}

function nameOf({ group, version, kind }: Kind): string {
  return `io.k8s.api.${group || 'core'}.${version}.${kind}`;
}

function openSchema({ group, version, kind }: Kind): Buffer {
  const value = JSON.stringify([{ group, version, kind }]);
  const extension = Buffer.concat([field(1, 'x-kubernetes-group-version-kind'), field(2, field(2, value))]);
  return field(31, extension);
}

/** A field that holds a text or a message. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
