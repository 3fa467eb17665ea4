/** Longer than any object that a server keeps: etcd holds 1.5 MiB each. */
const longestLine = 16 * 1024 * 1024;

const newline = 0x0a;

/**
 * The values of a stream of JSON, one to a line. Reads only as fast as they are taken. Throws where a line is longer than
 * any object, where it is no JSON, and where the stream ends within a line: half an event is none.
 */
export async function* jsonLines(
  stream: AsyncIterable<Buffer>,
  longest: number = longestLine,
): AsyncGenerator<unknown, void, undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      check(length + end - start, longest);
      yield parse(Buffer.concat([...parts, chunk.subarray(start, end)]));
      parts = [];
      length = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    length += rest.length;
    check(length, longest);
    if (rest.length > 0) parts.push(rest);
  }
  if (length > 0) throw new Error('the stream ended in the middle of a line');
}

function check(length: number, longest: number): void {
  if (length > longest) throw new Error(`a line of the stream is longer than ${longest} bytes`);
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    // The parser would quote the line, and with it what may be secret.
    throw new Error('a line of the stream is no JSON');
  }
}
