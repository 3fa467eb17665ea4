import { describe, expect, it } from '@jest/globals';
import { createRepository } from './create.ts';
import { type Fault, parseTemplate, TemplateError } from './parse-template.ts';

const contentHelp =
  'expected text (quote numbers and booleans), null, {text, executable}, {base64, executable}, {symlink} or {submodule}';

function faultsOf(action: () => unknown): readonly Fault[] {
  try {
    action();
  } catch (error) {
    if (error instanceof TemplateError) return error.faults;
    throw error;
  }
  return [];
}

describe('parseTemplate', () => {
  it('gives the template as it is written', () => {
    const yaml = `
branch: trunk
commits:
  - name: first
    parent: null
    files: {a: text, b: null, c: {base64: AA==}}
`;

    expect(parseTemplate(yaml)).toEqual({
      branch: 'trunk',
      commits: [{ name: 'first', parent: null, files: { a: 'text', b: null, c: { base64: 'AA==' } } }],
    });
  });

  it.each<{ name: string; yaml: string; faults: Fault[] }>([
    {
      name: 'a syntax error',
      yaml: 'commits:\n  - {name: a\n',
      faults: [
        {
          line: 3,
          path: '',
          message: 'Flow map in block collection must be sufficiently indented and end with a }',
        },
      ],
    },
    {
      name: 'a key that is there twice',
      yaml: 'commits:\n- name: a\n  files:\n    f: x\n    f: y\n',
      faults: [{ line: 5, path: '', message: 'Map keys must be unique' }],
    },
    {
      name: 'nothing at all',
      yaml: '',
      faults: [{ line: 1, path: '', message: 'expected object, received null' }],
    },
    {
      name: 'no commits',
      yaml: 'branch: main\n',
      faults: [{ line: 1, path: 'commits', message: 'expected array, received undefined' }],
    },
    {
      name: 'unknown keys',
      yaml: 'comits: []\ncommits:\n- name: a\n  fils: {}\n  files: {}\n',
      faults: [
        { line: 1, path: 'comits', message: 'unknown key' },
        { line: 4, path: 'commits[0].fils', message: 'unknown key' },
      ],
    },
    {
      name: 'wrong contents',
      yaml: 'commits:\n- name: a\n  files:\n    n: 1\n    two: {text: x, symlink: y}\n    list: []\n    s: {submodule: abc}\n',
      faults: [
        { line: 4, path: 'commits[0].files.n', message: contentHelp },
        { line: 5, path: 'commits[0].files.two', message: contentHelp },
        { line: 6, path: 'commits[0].files.list', message: contentHelp },
        { line: 7, path: 'commits[0].files.s', message: 'expected a submodule of 40 hexadecimal digits' },
      ],
    },
    {
      name: 'files that are no map',
      yaml: 'commits:\n- name: a\n  files: [x]\n',
      faults: [{ line: 3, path: 'commits[0].files', message: 'expected a map from path to content' }],
    },
    {
      name: 'wrong names of author, date, branch and ref',
      yaml: 'branch: refs/heads/x\nrefs:\n  a..b: a\ncommits:\n- name: a\n  author: Ada\n  date: yesterday\n  files: {}\n',
      faults: [
        { line: 1, path: 'branch', message: 'expected a short name such as main' },
        {
          line: 3,
          path: 'refs["a..b"]',
          message: 'expected a name that git takes for a ref, such as main or refs/tags/v1',
        },
        { line: 6, path: 'commits[0].author', message: 'expected Name <mail>' },
        { line: 7, path: 'commits[0].date', message: 'expected a time such as 2026-01-31T09:00:00Z' },
      ],
    },
    {
      name: 'unknown parents',
      yaml: 'commits:\n- {name: a, parent: b, files: {}}\n- name: b\n  parents: [a, c]\n  files: {}\n- name: d\n  parent: d\n  files: {}\n',
      faults: [
        {
          line: 2,
          path: 'commits[0].parent',
          message: '"b" is not before it in the list: a parent comes first',
        },
        { line: 4, path: 'commits[1].parents[1]', message: 'no commit is named "c": there are a' },
        {
          line: 7,
          path: 'commits[2].parent',
          message: '"d" is not before it in the list: a parent comes first',
        },
      ],
    },
    {
      name: 'both parent and parents',
      yaml: 'commits:\n- {name: a, files: {}}\n- {name: b, files: {}}\n- name: c\n  parent: a\n  parents: [a, b]\n  files: {}\n',
      faults: [{ line: 6, path: 'commits[2].parents', message: 'give parent or parents, not both' }],
    },
    {
      name: 'too few parents',
      yaml: 'commits:\n- {name: a, files: {}}\n- name: b\n  parents: [a]\n  files: {}\n',
      faults: [
        { line: 4, path: 'commits[1].parents', message: 'expected two or more names; for one, use parent' },
      ],
    },
    {
      name: 'a name that is there twice',
      yaml: 'commits:\n- {name: a, files: {}}\n- files: {}\n  name: a\n',
      faults: [{ line: 4, path: 'commits[1].name', message: 'there is an earlier commit named "a"' }],
    },
    {
      name: 'a ref to an unknown commit',
      yaml: 'refs:\n  main: b\ncommits:\n- {name: a, files: {}}\n',
      faults: [{ line: 2, path: 'refs.main', message: 'no commit is named "b": there are a' }],
    },
    {
      name: 'a file that is a folder, too',
      yaml: 'commits:\n- name: a\n  files:\n    dev/a/b.yaml: x\n    dev: y\n',
      faults: [{ line: 4, path: 'commits[0].files["dev/a/b.yaml"]', message: 'clashes with the file "dev"' }],
    },
    {
      name: 'one file written in two ways',
      yaml: `commits:\n- name: a\n  files:\n    é: x\n    '"\\303\\251"': y\n`,
      faults: [
        { line: 5, path: 'commits[0].files["\\"\\\\303\\\\251\\""]', message: 'is the same file as é' },
      ],
    },
    {
      name: 'paths that git refuses',
      yaml: 'commits:\n- name: a\n  files:\n    a/../b: x\n    .git/config: null\n',
      faults: [
        {
          line: 4,
          path: 'commits[0].files["a/../b"]',
          message: 'git refuses paths with a part named "..": build such a tree with rawTree',
        },
        {
          line: 5,
          path: 'commits[0].files[".git/config"]',
          message: 'git refuses paths with a part named ".git": build such a tree with rawTree',
        },
      ],
    },
  ])('names $name with path and line', ({ yaml, faults }) => {
    expect(faultsOf(() => parseTemplate(yaml))).toEqual(faults);
  });

  it('puts all faults into the message', () => {
    expect(() =>
      parseTemplate('commits:\n- name: a\n  files: {}\n- name: a\n  parent: x\n  files: {}\n'),
    ).toThrow(
      new TemplateError([
        { path: 'commits[1].name', line: 4, message: 'there is an earlier commit named "a"' },
        { path: 'commits[1].parent', line: 5, message: 'no commit is named "x": there are a' },
      ]),
    );
  });

  it('finds the same faults in a template that is written in place', async () => {
    await expect(
      createRepository({ commits: [{ name: 'a', parent: 'x', files: { a: '1', 'a/b': '2' } }] }),
    ).rejects.toThrow(
      'the repository template has faults:\n  commits[0].files["a/b"]: clashes with the file "a"',
    );
  });
});
