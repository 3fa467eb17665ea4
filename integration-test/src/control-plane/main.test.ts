import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const program = join(import.meta.dirname, 'main.ts');
type Ended = { code: number; output: string; errors: string };

/** Runs the command where there is neither Go nor KUBEBUILDER_ASSETS. */
function run(...args: string[]): Promise<Ended> {
  const { HOME } = process.env;
  const env = { PATH: import.meta.dirname, ...(HOME !== undefined && { HOME }) };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', program, ...args], { env }, (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
  });
}

describe('the command', () => {
  it('skips the tests in one line where nothing can run them', async () => {
    expect(await run('test')).toEqual({
      code: 0,
      errors: '',
      output:
        'Cluster tier skipped: KUBEBUILDER_ASSETS is not set, and Go, which would build what is missing, was not found.\n',
    });
  });

  it('has no control plane to keep there', async () => {
    expect(await run('run')).toMatchObject({ code: 1 });
  });

  it.each([
    [
      'a context of no file',
      ['--context', 'dev'],
      '--context names a context of a kubeconfig: say which one with --kubeconfig.\n',
    ],
    [
      'a file that is not there',
      ['--kubeconfig', '/nowhere/config'],
      '--kubeconfig names /nowhere/config, which cannot be read.\n',
    ],
    ['an unknown option', ['--cluster', 'x'], "error: unknown option '--cluster'\n"],
  ])('refuses %s', async (_, args, errors) => {
    expect(await run('test', ...args)).toMatchObject({
      code: 1,
      errors: expect.stringContaining(errors),
    });
  });

  it('explains itself', async () => {
    const { code, output } = await run('test', '--help');
    expect(code).toBe(0);
    expect(output).toContain('Usage: npm run test:cluster -- [options]');
    expect(output).toContain('KUBEBUILDER_ASSETS');
  });
});
