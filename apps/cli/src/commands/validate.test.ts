import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runInFolder, temporary, tribble } from '../harness.contract.ts';
import { shop } from './shop.contract.ts';

const place = temporary();

const faulty = `
commits:
  - name: head
    files:
      deployers.yaml: |
        deployers: {dev: {type: Mock}}
      transitions.yaml: |
        transitions:
          dev:
            source: latest
            target: dev
            preconditions:
              - Soak: {fro: 30m, for: 30m}
      latest/version/s1.yaml: |
        version: "1"
      latest/version/s2.yaml: |
        verison: "1"
      dev/base/s1.yaml: |
        kind: Pod
      dev/base/s3.jsonnet: |
        {}
      dev/version/s3.yaml: |
        version: "1"
      dev/version/s1.yaml: |
        version: "1"
      dev/deployable/link.yaml: {symlink: /etc/passwd}
`;

const found = [
  'dev/base/s1.yaml: Pod: apiVersion: missing or no text',
  'dev/deployable/link.yaml: is a symbolic link, which is never followed (use a plain file)',
  'latest/version/s2.yaml:1:1: version: missing (write for example `version: "1.10"`)',
  'transitions.yaml:6:16: transitions.dev.preconditions.0.Soak.fro: Soak has no option "fro" (did you mean "for"?)',
];

describe('tribble validate', () => {
  it('is content with files that are right', async () => {
    const fixture = await shop(place, 'locked');
    const ended = await tribble('validate', '-C', fixture.path);
    expect(ended).toEqual({ code: 0, out: '10 files, no problems\n', error: '' });
  });

  it('names every problem with its place', async () => {
    const { path } = await place.repository(faulty);
    const { code, out, error } = await tribble('validate', '-C', path);
    expect(out).toBe(`${found.join('\n')}\n8 files, 4 problems\n`);
    expect(error).toBe("1 jsonnet file not evaluated: the deployer's `check` does that\n");
    expect(code).toBe(1);
  });

  it('counts what it cannot check where it has to be strict', async () => {
    const { path } = await place.repository(faulty);
    const { out, error } = await tribble('validate', '--strict', '-C', path);
    expect(out).toContain('dev/base/s3.jsonnet: jsonnet is not evaluated here\n');
    expect(out).toContain('8 files, 5 problems');
    expect(error).toBe('');
  });

  it('leaves out manifests where that is asked for', async () => {
    const { path } = await place.repository(faulty);
    const { out } = await tribble('validate', '--no-render', '-C', path);
    expect(out.trimEnd().split('\n')).toEqual([found[1], found[3], '8 files, 2 problems']);
  });

  it('answers programs as JSON', async () => {
    const fixture = await place.repository(faulty);
    const { code, out } = await tribble('validate', '-C', fixture.path, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      revision: fixture.commit('head'),
      files: 8,
      problems: [
        { path: 'dev/base/s1.yaml' },
        { path: 'dev/deployable/link.yaml' },
        { path: 'latest/version/s2.yaml', line: 1, column: 1 },
        { path: 'transitions.yaml', line: 6, column: 16, hint: 'did you mean "for"?' },
      ],
    });
  });

  it('reads the working tree instead of the commit', async () => {
    const fixture = await shop(place, 'registered');
    const folder = await place.folder();
    await runInFolder(folder, ['clone', '--quiet', fixture.path, '.'], { command: ['git'] });
    await writeFile(join(folder, 'transitions.yaml'), 'transitions: {dev: {source: latest}}\n');
    expect(await tribble('validate', '-C', folder)).toMatchObject({ code: 0 });
    expect(await tribble('validate', '-C', folder, '--worktree')).toMatchObject({
      code: 1,
      out: expect.stringContaining('transitions.yaml:1:15: transitions.dev.target'),
    });
  });

  it('does not take any repository for a resource repository', async () => {
    const { path } = await place.repository('commits: [{name: head, files: {README.md: hello}}]');
    expect(await tribble('validate', '-C', path)).toMatchObject({
      code: 2,
      error: expect.stringMatching(
        /^error: [0-9a-f]{12} is no resource repository: it has no environment\n$/,
      ),
    });
  });
});
