import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RepositoryFile } from '@tribble/resource-repo/format';
import { candidatesOf, findImports } from './imports.ts';
import { link } from './link.ts';
import { loadProgram, type Program } from './program.ts';

const path = 'dev/base/api.jsonnet';

function fileOf(name: string, text: string): RepositoryFile {
  return { path: name, id: `id of ${name}`, content: { text } };
}

function load(files: Readonly<Record<string, string>>) {
  return loadProgram(fileOf(path, files[path] ?? ''), (name) => {
    const text = files[name];
    return Promise.resolve(text === undefined ? undefined : fileOf(name, text));
  });
}

describe('findImports', () => {
  it.each([
    { text: `import 'a'`, targets: ['a'] },
    { text: `importstr "a"`, targets: ['a'] },
    { text: `[import @'it''s', (import @"a""b").c]`, targets: [`it's`, 'a"b'] },
    { text: String.raw`import "\u0061\"\\\n"`, targets: ['a"\\\n'] },
    { text: String.raw`import 'it\'s "x"'`, targets: [`it's "x"`] },
    { text: `import // c\n /* d */ # e\n 'a'`, targets: ['a'] },
    { text: `{ important: 1, reimport: 2, 'import': "import 'a'" }`, targets: [] },
    { text: `|||\n\n    import 'a'\n  |||\n+ (import 'b')`, targets: ['b'] },
    { text: `|||\n\n  import 'a'\n\n  |||\n||| + (import 'b')`, targets: ['b'] },
    { text: `1e5 + 0x1 /* import 'a' */ // import 'b'`, targets: [] },
  ])('of $text', ({ text, targets }) => {
    const found = findImports(text);
    expect('imports' in found && found.imports.map(({ target }) => target)).toEqual(targets);
  });

  it.each([
    { text: `a: 'x`, message: 'a text that is not closed', offset: 3 },
    { text: `1 /* x`, message: 'a comment that is not closed', offset: 2 },
    { text: `{a: [1)}`, message: '")" closes nothing', offset: 6 },
    { text: `|||\n  a\n b`, message: 'a text block that does not begin or end as it must', offset: 0 },
    { text: `||| a |||`, message: 'a text block that does not begin or end as it must', offset: 0 },
    { text: `}`, message: '"}" closes nothing', offset: 0 },
    { text: `{a: (1`, message: '"(" is never closed', offset: 4 },
    {
      text: `import 'a' + 'b'`,
      message: 'import: put it in parentheses; a computed path is not allowed',
      offset: 0,
    },
    {
      text: `import 'a'.b`,
      message: 'import: put it in parentheses; a computed path is not allowed',
      offset: 0,
    },
    { text: `(import a)`, message: 'import: expected the path of a file in quotes', offset: 1 },
    { text: `import`, message: 'import: expected the path of a file in quotes', offset: 0 },
    { text: `importbin 'a'`, message: 'importbin is not supported', offset: 0 },
  ])('refuses $text', ({ text, message, offset }) => {
    expect(findImports(text)).toEqual({ fault: { message, offset } });
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      'import',
      "'",
      '"',
      '@',
      '|||',
      '\n',
      ' ',
      '/*',
      '*/',
      '//',
      '#',
      '{',
      '}',
      '\\',
      'a',
      '1',
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => void findImports(pieces.join(''))));
    fc.assert(fc.property(fc.string(), (text) => void findImports(text)));
  });

  it('takes a long text without recursion', () => {
    expect(findImports(`"${'\\n'.repeat(500_000)}" + "${'x'.repeat(500_000)}"`)).toEqual({ imports: [] });
  });
});

describe('candidatesOf', () => {
  it.each([
    { target: 'x', paths: ['dev/base/x', 'lib/x'] },
    { target: './x/../y', paths: ['dev/base/y', 'lib/y'] },
    { target: '../../x', paths: ['x'] },
    { target: '../../lib/x', paths: ['lib/x'] },
    { target: '../x', paths: ['dev/x', 'x'] },
    { target: '../../../x', message: 'leads out of the repository' },
    { target: '../../x/../../y', message: 'leads out of the repository' },
    { target: '/etc/passwd', message: 'an absolute path is not in the repository' },
  ])('of $target', ({ target, paths, message }) => {
    expect(candidatesOf(path, target)).toEqual(paths ?? { message });
  });

  it('never leaves the repository', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'lib');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const found = candidatesOf(path, parts.join('/'));
        if (!Array.isArray(found)) return;
        for (const each of found) expect(each.split('/')).not.toContain('..');
      }),
    );
  });
});

describe('loadProgram', () => {
  it('names what it imports, and what it looked for in vain', async () => {
    const program = await load({ [path]: `import 'x'`, 'lib/x': `importstr 'y'`, 'lib/y': 'text' });
    expect(program).toMatchObject({
      imports: [
        { path: 'dev/base/x' },
        { path: 'lib/x', id: 'id of lib/x' },
        { path: 'lib/y', id: 'id of lib/y' },
      ],
    });
  });

  it('tells every fault at its place', async () => {
    const files = { [path]: `[import 'x',\n  import 'no', importstr '/etc/passwd']`, 'lib/x': '{\n  a: "' };
    expect(await load(files)).toEqual({
      problems: [
        {
          ...{ path, line: 2, column: 3, message: 'import of "no": there is no such file' },
          hint: 'add dev/base/no or lib/no',
        },
        {
          ...{ path, line: 2, column: 16 },
          message: 'importstr of "/etc/passwd": an absolute path is not in the repository',
        },
        { path: 'lib/x', line: 2, column: 6, message: 'a text that is not closed' },
      ],
    });
  });

  it('says what cannot be read as text', async () => {
    const read = (name: string) =>
      Promise.resolve({ path: name, id: '1', content: { fault: 'is a symbolic link' } });
    expect(await loadProgram(fileOf(path, `import 'x'`), read)).toEqual({
      problems: [{ path: 'dev/base/x', message: 'is a symbolic link' }],
    });
  });

  it('ends where files go on forever', async () => {
    const read = (name: string) => Promise.resolve(fileOf(name, `import '${name.split('/').at(-1)}x'`));
    const message = 'imports more than 2000 files or 16777216 characters';
    expect(await loadProgram(fileOf(path, `import 'x'`), read)).toEqual({ problems: [{ path, message }] });
  });
});

describe('link', () => {
  it('leads every line of every file back to where it was', async () => {
    const line = fc.constantFrom(
      '1',
      '  + 2',
      '// c',
      '',
      "  + (import 'x')",
      "  + std.length(importstr 'x')",
    );
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => ['0', ...lines].join('\n'));
    await fc.assert(
      fc.asyncProperty(text, text, async (main, imported) => {
        const program = (await load({ [path]: main, 'lib/x': imported })) as Program;
        const linked = link(program, null);
        const seen = new Map<string, string[]>();
        for (const [index, each] of linked.text.split('\n').entries()) {
          const place = linked.placeOf(index + 1);
          if (place === undefined) continue;
          const lines = seen.get(place.path) ?? [];
          lines[place.line - 1] ??= each;
          seen.set(place.path, lines);
        }
        for (const module of program.modules.values()) {
          const before = module.text.split('\n').map((each) => each.length);
          if (seen.has(module.path))
            expect(seen.get(module.path)?.map((each) => each.length)).toEqual(before);
        }
        expect(seen.has(path)).toBe(true);
      }),
    );
  });
});
