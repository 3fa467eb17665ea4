// `npm test`: sets up, builds, and runs all tests; what did not change since it last passed is not run again.
import { build, nx, setUp, setUpTestTools } from './setup.mjs';

await setUp();
await setUpTestTools();
await build();
process.stdout.write('Testing …\n');
process.exitCode = await nx('run-many', '-t', 'test', '--output-style=static', ...process.argv.slice(2));
