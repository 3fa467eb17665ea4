// Runs what .ci/run is made of, shows its output, and closes with the line `N passed, N failed`: the tests that jest
// counted, and each check. Where no real Kubernetes can be had, its stage says so and counts nothing.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { root } from './setup.mjs';

const stages = [
  { name: 'tests', args: ['test'] },
  { name: 'checks', args: ['run', 'check'] },
  { name: 'tests against a real Kubernetes', args: ['run', 'test:cluster'] },
];
const count = { passed: 0, failed: 0 };

for (const { name, args } of stages) {
  process.stdout.write(`\n=== ${name}\n`);
  const { code, output } = await capture('npm', args);
  const found = countOf(output);
  count.passed += found.passed;
  // A stage that fails without naming a test (a build, a crash) counts as one failure.
  count.failed += code !== 0 && found.failed === 0 ? 1 : found.failed;
}
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;

/** Sums up the closing lines of jest (`Tests: 1 failed, 2 passed, 3 total`) and of the checks. */
function countOf(output) {
  const lines = stripVTControlCharacters(output).match(/^\s*(?:Tests|Checks): .*$/gm) ?? [];
  const sum = (word) =>
    lines.reduce((total, line) => total + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0), 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

function capture(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
