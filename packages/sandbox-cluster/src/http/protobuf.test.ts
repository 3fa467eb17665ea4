import { describe, expect, it } from '@jest/globals';
import { parseProtobuf } from './protobuf.ts';

const field = (number: number, content: string | Buffer) => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
};
const message = (...fields: Buffer[]) => Buffer.concat(fields);
const number = (field: number, value: number) => Buffer.from([field * 8, value]);
const envelope = (apiVersion: string, kind: string, raw: Buffer) =>
  message(Buffer.from('k8s\0'), field(1, message(field(1, apiVersion), field(2, kind))), field(2, raw));
const metadata = field(1, message(field(1, 'a'), field(3, ''), field(8, '')));

describe('parseProtobuf', () => {
  it('reads a Secret, its bytes as base64', () => {
    const entry = (key: string, value: string) => field(2, message(field(1, key), field(2, value)));
    const body = envelope('v1', 'Secret', message(metadata, entry('x', 'b'), entry('y', 'c'), field(3, '')));
    expect(parseProtobuf(body)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { x: 'Yg==', y: 'Yw==' },
    });
  });

  it('reads the ports of a Service, numbers and names', () => {
    const port = (target: Buffer) => field(1, message(field(2, 'TCP'), number(3, 80), field(4, target)));
    const numbered = port(message(number(1, 0), number(2, 81)));
    const named = port(message(number(1, 1), field(3, 'http')));
    const body = envelope('v1', 'Service', message(metadata, field(2, message(numbered, named))));
    expect(parseProtobuf(body)['spec']).toEqual({
      ports: [
        { protocol: 'TCP', port: 80, targetPort: 81 },
        { protocol: 'TCP', port: 80, targetPort: 'http' },
      ],
    });
  });

  it.each([
    { name: 'a kind that it does not know', body: envelope('v1', 'Node', metadata), code: 415 },
    { name: 'a field that it does not know', body: envelope('v1', 'ConfigMap', number(9, 1)), code: 415 },
    {
      name: 'content where it expects none',
      body: envelope('v1', 'Namespace', field(3, field(1, 'x'))),
      code: 415,
    },
    { name: 'another format', body: Buffer.from('{"a":1}'), code: 400 },
    { name: 'a body that is cut off', body: Buffer.from('k8s\0\x0a'), code: 400 },
  ])('refuses $name', ({ body, code }) => {
    expect(() => parseProtobuf(body)).toThrow(expect.objectContaining({ code }));
  });
});
