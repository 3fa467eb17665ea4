// `npm run dev`: the playground from its sources; every service, and the UI in the browser, follows each change.
import { join } from 'node:path';
import { root, run, setUp } from './setup.mjs';

await setUp();
const playground = join(root, 'integration-test/src/playground/main.ts');
process.exitCode = await run(process.execPath, [
  '--import',
  'tsx',
  playground,
  '--watch',
  ...process.argv.slice(2),
]);
