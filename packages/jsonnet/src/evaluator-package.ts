import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

export const evaluatorName = '@arakoodev/jsonnet';
export const evaluatorVersion = '0.24.0';

/** The command that installs the evaluator, in the folder of the service or one above it. */
export const installCommand = `npm install --no-save ${evaluatorName}@${evaluatorVersion}`;

/** The file of the evaluator: from the given folder, else from beside this program, else from where it was started. */
export function findEvaluator(folder?: string): string | undefined {
  const folders =
    folder === undefined ? [import.meta.url, join(process.cwd(), 'package.json')] : [join(folder, 'x')];
  for (const from of folders) {
    try {
      return createRequire(from).resolve(evaluatorName);
    } catch {
      continue;
    }
  }
  return undefined;
}
