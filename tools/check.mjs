// `npm run check`: everything that is no test. All checks run, also after one has failed.
import { run, setUp } from './setup.mjs';

const checks = [
  ['format', 'format:check'],
  ['lint', 'lint'],
  ['types', 'typecheck'],
  ['unused code', 'unused'],
];

await setUp();
const failed = [];
for (const [name, script] of checks) {
  process.stdout.write(`\nChecking ${name} …\n`);
  if ((await run('npm', ['run', '--silent', script], { env: { ...process.env, NX_TUI: 'false' } })) !== 0)
    failed.push(name);
}
process.stdout.write(
  `\nChecks: ${checks.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(', ')})` : ''}\n`,
);
process.exitCode = failed.length > 0 ? 1 : 0;
