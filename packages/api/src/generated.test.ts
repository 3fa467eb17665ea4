import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

it('has generated files that are up to date', async () => {
  const check = promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/generate.ts', '--check'], {
    cwd: root,
  });
  await expect(check).resolves.toEqual({ stdout: '', stderr: '' });
}, 60_000);
