import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RepositoryFile, ValueMap } from '@tribble/resource-repo/format';
import { createJsonnet, type Jsonnet, loadProgram } from './index.ts';
import { testEvaluatorFolder } from './testing.ts';

type Files = Readonly<Record<string, string>>;

function fileOf(path: string, files: Files): RepositoryFile | undefined {
  const text = files[path];
  return text === undefined ? undefined : { path, id: `id of ${path}`, content: { text } };
}

async function evaluated(jsonnet: Jsonnet, files: Files, version: ValueMap | null = null) {
  const [path = ''] = Object.keys(files);
  const file = fileOf(path, files) ?? { path, id: '', content: { fault: 'missing' } };
  const program = await loadProgram(file, (name) => Promise.resolve(fileOf(name, files)));
  if ('problems' in program) return program;
  const result = await jsonnet.evaluate(program, version);
  return 'value' in result ? result.value : { problems: result.problems };
}

const path = 'dev/deployable/api.jsonnet';

describe('without the evaluator', () => {
  const evaluatorFolder = mkdtempSync(join(tmpdir(), 'no-jsonnet-'));

  it('says what to install', async () => {
    const jsonnet = createJsonnet({ evaluatorFolder });
    expect(jsonnet.missing()).toBe('npm install --no-save @arakoodev/jsonnet@0.24.0');
    const message = 'needs the evaluator of jsonnet, which is not installed';
    const hint = 'npm install --no-save @arakoodev/jsonnet@0.24.0';
    expect(await evaluated(jsonnet, { [path]: '{}' })).toEqual({ problems: [{ path, message, hint }] });
    await jsonnet.close();
  });
});

const evaluatorFolder = testEvaluatorFolder();
const withEvaluator = evaluatorFolder === undefined ? describe.skip : describe;

withEvaluator('with the evaluator', () => {
  const options = evaluatorFolder === undefined ? {} : { evaluatorFolder };
  const jsonnet = createJsonnet(options);
  afterAll(() => jsonnet.close());

  it('lacks nothing', () => expect(jsonnet.missing()).toBeUndefined());

  it.each<{ name: string; files: Files; version?: ValueMap; expected: unknown }>([
    { name: 'an object', files: { [path]: '{a: 1 + 2, b:: 3, c: $.b}' }, expected: { a: 3, c: 3 } },
    {
      name: 'a list',
      files: { [path]: '[{a: x} for x in std.range(1, 2)]' },
      expected: [{ a: 1 }, { a: 2 }],
    },
    {
      name: 'the version',
      files: { [path]: 'local v = std.extVar("version"); {tag: v.version, zones: v.zones}' },
      version: { version: '1.10', zones: ['a', "it's ${b}"] },
      expected: { tag: '1.10', zones: ['a', "it's ${b}"] },
    },
    { name: 'no version', files: { [path]: '{v: std.extVar("version")}' }, expected: { v: null } },
    {
      name: 'imports beside the file, below lib and from lib to lib',
      files: {
        [path]: "(import 'near.libsonnet') + (import 'far.libsonnet') + {text: importstr '../../notes.txt'}",
        'dev/deployable/near.libsonnet': '{near: true}',
        'lib/far.libsonnet': "{far: (import 'deep/x.jsonnet').x}",
        'lib/deep/x.jsonnet': "{x: (import '../y.jsonnet')}",
        'lib/y.jsonnet': '7 // seven',
        'notes.txt': 'say "hi"\n\\ {é}\n',
      },
      expected: { near: true, far: 7, text: 'say "hi"\n\\ {é}\n' },
    },
    {
      name: 'imports that go round in a circle where the values do not',
      files: {
        [path]: "{a: 1, b: (import '../x.jsonnet').c}",
        'dev/x.jsonnet': "{c: (import 'deployable/api.jsonnet').a}",
      },
      expected: { a: 1, b: 1 },
    },
    {
      name: 'one file as code and as text',
      files: { [path]: "{a: import 'x', b: importstr 'x'}", 'dev/deployable/x': '1 + 1' },
      expected: { a: 2, b: '1 + 1' },
    },
    {
      name: 'what looks like an import and is none',
      files: {
        [path]: `{a: "import 'x'", /* import 'y' */ b: |||\n  import 'z'\n|||, importer: @'import "q"'}`,
      },
      expected: { a: "import 'x'", b: "import 'z'\n", importer: 'import "q"' },
    },
    {
      name: 'std of the reference that the evaluator lacks',
      files: {
        [path]: `[std.thisFile, std.trim(' a '), std.flattenDeepArray([1, [2, [3]]]), std.log2(8), std.escapeStringXML('<a>')]`,
      },
      expected: [path, 'a', [1, 2, 3], 3, '&lt;a&gt;'],
    },
    {
      name: 'names like our own',
      files: { [path]: 'local __0 = 1, __std = 2; [__0, __std]' },
      expected: [1, 2],
    },
  ])('evaluates $name', async ({ files, version, expected }) => {
    expect(await evaluated(jsonnet, files, version ?? null)).toEqual(expected);
  });

  const lib = 'lib/x.libsonnet';
  it.each<{ name: string; files: Files; at: object; message: string }>([
    {
      name: 'a syntax error',
      files: { [path]: '{\n  a: 1 2\n}' },
      at: { path, line: 2 },
      message: 'syntax error',
    },
    {
      name: 'an error in an import',
      files: { [path]: "(import 'x.libsonnet')('no')", [lib]: '// x\nfunction(why)\n  error why' },
      at: { path: lib, line: 3, column: 3 },
      message: 'no',
    },
    {
      name: 'an unknown variable',
      files: { [path]: '{\n  a: y,\n}' },
      at: { path, line: 2, column: 6 },
      message: 'variable is not defined: y (in a)',
    },
    {
      name: 'a missing field',
      files: { [path]: "local x = import 'x.libsonnet';\n{\n  a: {b: x.nope},\n}", [lib]: '{}' },
      at: { path, line: 3 },
      message: 'no such field: nope (in a.b)',
    },
    {
      name: 'an operation that cannot be',
      files: { [path]: '{\n  a: {\n    b: 1 + {}\n  },\n}' },
      at: { path, line: 3, column: 5 },
      message: 'binary operation number + object is not implemented (in a.b)',
    },
    {
      name: 'an assertion',
      files: { [path]: '{\n  assert self.x > 0 : "too small",\n  x: 0 }' },
      at: { path, line: 2 },
      message: 'assert failed: too small',
    },
    {
      name: 'a file that breaks off',
      files: { [path]: '{a:\n' },
      at: { path, line: 1, column: 1 },
      message: '"{"',
    },
    { name: 'an empty file', files: { [path]: '# no\n' }, at: { path, line: 2 }, message: 'syntax error' },
    {
      name: 'a missing import',
      files: { [path]: "\n import 'no'" },
      at: { path, line: 2, column: 2 },
      message: 'there is no',
    },
    {
      name: 'another external variable',
      files: { [path]: '{a: std.extVar("home")}' },
      at: { path, line: 1 },
      message: 'external variable is not defined: home (there is only "version")',
    },
    { name: 'natives', files: { [path]: '{a: std.native("x")()}' }, at: { path }, message: 'not supported' },
    {
      name: 'what only the evaluator has',
      files: { [path]: '{a: arakoo.join("a", "b")}' },
      at: { path },
      message: 'arakoo',
    },
    {
      name: 'an infinite number',
      files: { [path]: '{a: 1e400}' },
      at: { path },
      message: 'cannot be written as JSON',
    },
    {
      name: 'a function',
      files: { [path]: '{a: function(x) x}' },
      at: { path, line: 1 },
      message: 'function',
    },
  ])('tells where $name is', async ({ files, at, message }) => {
    const result = await evaluated(jsonnet, files);
    expect(result).toEqual({
      problems: [expect.objectContaining({ ...at, message: expect.stringContaining(message) as unknown })],
    });
  });

  const tooMuch = /^takes more than 64 MiB of memory, or is nested too deeply$/;
  it.each([
    ['the depth of tail calls', 'local f(x) = if x == 0 then 0 else f(x - 1) tailstrict; [f(1e12)]', tooMuch],
    [
      'the memory of a list',
      '[std.length(std.map(function(x) [x], [y for y in std.range(1, 1e7)]))]',
      tooMuch,
    ],
    [
      'the memory of a text',
      'local f(s, n) = if n == 0 then s else f(s + s, n - 1); [f("0123456789", 40)]',
      tooMuch,
    ],
    ['the depth of calls', 'local f(x) = 1 + f(x); f(1)', /^stack overflow/],
    ['the depth of a value', 'local a = [a]; a', /nested too deeply/],
    ['the size of the result', '[std.repeat("0123456789", 17e5)]', /^gives more than 16 MiB of JSON$/],
  ])('bounds %s, and goes on', async (_bound, text, message) => {
    const memoryMb = message === tooMuch ? 64 : 512;
    const bounded = createJsonnet({ ...options, timeoutMs: 20_000, memoryMb });
    expect(await evaluated(bounded, { [path]: text })).toEqual({
      problems: [expect.objectContaining({ path, message: expect.stringMatching(message) as unknown })],
    });
    expect(await evaluated(bounded, { [path]: '{a: 1}' })).toEqual({ a: 1 });
    await bounded.close();
  });

  it('bounds time, and goes on', async () => {
    const bounded = createJsonnet({ ...options, timeoutMs: 1_000 });
    const endless = '[std.foldl(function(sum, x) sum + x, std.range(1, 1e9), 0)]';
    const message = 'takes longer than 1 s';
    expect(await evaluated(bounded, { [path]: endless })).toMatchObject({ problems: [{ path, message }] });
    expect(await evaluated(bounded, { [path]: '{a: 1}' })).toEqual({ a: 1 });
    await bounded.close();
  });

  it('keeps its memory however much it evaluates', async () => {
    const bounded = createJsonnet({ ...options, memoryMb: 32 });
    const text =
      '{[std.toString(i)]: {x: $[std.toString(i - 1)], y: std.range(1, 100)} for i in std.range(1, 1)} + {"0": 1}';
    const all = Array.from({ length: 300 }, () => evaluated(bounded, { [path]: text }));
    for (const result of await Promise.all(all)) expect(result).toHaveProperty('1.x', 1);
    await bounded.close();
  });
});
