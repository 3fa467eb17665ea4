import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pathBytes, pathFault, pathText, quotePath } from './path.ts';

describe('a path', () => {
  it.each([
    ['plain/path.yaml', 'plain/path.yaml'],
    ['"\\a\\b\\t\\n\\v\\f\\r\\"\\\\\\377é"', '\x07\b\t\n\v\f\r"\\\xff\xc3\xa9'],
    ['back\\n', 'back\\n'],
    ['"', '"'],
    ['""', ''],
  ])('%j has the bytes %j', (path, latin1) => {
    expect(pathBytes(path).toString('latin1')).toBe(latin1);
  });

  it('has one text form for any bytes, which leads back to them', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: fc.constantFrom('"', '\\', 'n', '3', '7', 'é') }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (any) => {
        expect(pathBytes(pathText(Buffer.from(any)))).toEqual(Buffer.from(any));
        expect(pathBytes(quotePath(any))).toEqual(Buffer.from(any));
      }),
    );
  });

  it.each([
    ['a/..b/.github/.gitignore', undefined],
    ['', 'git refuses paths with a part named ""'],
    ['/a', 'git refuses paths with a part named ""'],
    ['a/', 'git refuses paths with a part named ""'],
    ['a/../b', 'git refuses paths with a part named ".."'],
    ['.', 'git refuses paths with a part named "."'],
    ['.GIT/config', 'git refuses paths with a part named ".GIT"'],
    ['"\\056\\056/a"', 'git refuses paths with a part named ".."'],
    ['a\0b', 'a path cannot hold a NUL byte'],
    ['"a\\x"', '"a\\x" is no quoted path'],
    ['"a"b"', '"a"b" is no quoted path'],
  ])('%j is refused: %s', (path, fault) => {
    if (fault === undefined) expect(pathFault(path)).toBe(undefined);
    else expect(pathFault(path)).toContain(fault);
  });
});
