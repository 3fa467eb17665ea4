#!/usr/bin/env node
import { runProgram } from './program.ts';

// What is temporary goes when the process exits, which a signal alone would not make it do.
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

// Whoever reads may have seen enough: `tribble plan | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  colours: process.stdout.isTTY && process.stdout.hasColors(),
});
