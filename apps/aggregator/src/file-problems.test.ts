import { describe, expect, it } from '@jest/globals';
import type { EnvironmentFiles } from '@tribble/resource-repo/format';
import { FileProblems } from './file-problems.ts';

describe('FileProblems', () => {
  it('leaves what jsonnet files come to to the deployer, and tells of all else', () => {
    const texts = {
      'dev/deployable/a.jsonnet': '{',
      'dev/base/b.jsonnet': '{',
      'dev/version/b.yaml': 'version: 1',
    };
    const files = Object.entries({ ...texts, 'dev/deployable/c.yaml': 'kind: X' });
    const environment: EnvironmentFiles = {
      name: 'dev',
      tree: 'tree',
      files: new Map(files.map(([path, text]) => [path, { path, id: path, content: { text } }])),
      problems: [],
    };
    expect(new FileProblems().of(environment, true)).toEqual([
      { path: 'dev/deployable/c.yaml', message: 'X: apiVersion: missing or no text' },
    ]);
  });
});
