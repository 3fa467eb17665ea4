import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** In a process of its own that has no file left to open. */
const withoutFiles = `
  import { openSync } from 'node:fs';
  import { runProgram } from './run-program.ts';
  const { signal } = new AbortController();
  try {
    for (;;) openSync('/dev/null');
  } catch {
    runProgram(['true'], { folder: '/', environment: {}, signal }).then(
      () => console.log('ran'),
      ({ message }) => console.log(message),
    );
  }
`;

it('tells that nothing can be started where no file can be opened any more', async () => {
  const { stdout } = await promisify(execFile)(
    'sh',
    [
      '-c',
      'ulimit -n 100 && exec "$0" --import tsx --input-type=module --eval "$1"',
      process.execPath,
      withoutFiles,
    ],
    { cwd: import.meta.dirname },
  );
  expect(stdout.trim()).toBe('true cannot be run: spawn true EMFILE');
});
