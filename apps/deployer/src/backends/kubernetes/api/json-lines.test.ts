import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonLines } from './json-lines.ts';

async function read(chunks: Iterable<Buffer>, longest?: number): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of jsonLines(Readable.from(chunks), longest)) values.push(value);
  return values;
}

describe('jsonLines', () => {
  it('reads the same values however the stream is cut into pieces', async () => {
    const value = fc.jsonValue();
    const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(value), cuts, async (values, sizes) => {
        const whole = Buffer.from(values.map((each) => `${JSON.stringify(each)}\n`).join(''));
        const chunks: Buffer[] = [];
        for (let at = 0, index = 0; at < whole.length; index += 1) {
          const size = sizes[index % sizes.length] ?? 1;
          chunks.push(whole.subarray(at, at + size));
          at += size;
        }
        expect(await read(chunks)).toEqual(JSON.parse(JSON.stringify(values)));
      }),
    );
  });

  it.each([
    ['ends within a line', ['{"a":1}\n{"b":'], 'the stream ended in the middle of a line'],
    ['ends before a line break', ['{"a":1}\n{"b":2}'], 'the stream ended in the middle of a line'],
    ['holds what is no JSON', ['{"a":1}\nsecret\n'], 'a line of the stream is no JSON'],
    ['holds a line without end', ['{"a":1}\n', 'x'.repeat(60), 'x'.repeat(60)], 'is longer than 100 bytes'],
    ['holds a long line in one piece', [`{"a":1}\n${'x'.repeat(120)}\n`], 'is longer than 100 bytes'],
  ])('gives what came whole, and fails where the stream %s', async (_, chunks, message) => {
    const values: unknown[] = [];
    const reading = async () => {
      const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
      for await (const value of jsonLines(stream, 100)) values.push(value);
    };
    await expect(reading()).rejects.toThrow(message);
    expect(values).toEqual([{ a: 1 }]);
  });
});
