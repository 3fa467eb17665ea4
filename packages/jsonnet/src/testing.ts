import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { evaluatorName, evaluatorVersion } from './evaluator-package.ts';

/** Where `npm test` puts the evaluator (tools/setup.mjs), outside of what is installed; undefined where it could not. */
export function testEvaluatorFolder(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(cache, 'tribble', `jsonnet-${evaluatorVersion}`);
  if (existsSync(join(folder, 'node_modules', evaluatorName))) return folder;
  process.stdout.write(
    'SKIPPED: the evaluator of jsonnet is not installed, so nothing is evaluated (run npm test).\n',
  );
  return undefined;
}
