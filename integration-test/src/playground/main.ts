/** The playground: the whole system on one machine, with one command (`npm start`). */
import { Command, InvalidArgumentError, Option } from 'commander';
import { PlaygroundError } from './playground-error.ts';
import { prepare } from './prepare.ts';
import { type RunOptions, runPlayground } from './run.ts';
import { playTraffic } from './traffic.ts';

const program = new Command('npm start --')
  .description('Runs Cautious Tribble with a sandbox cluster, an example repository and a small CI.')
  .option(
    '--port <number>',
    'port of the aggregator and the UI; the other services take the next ones',
    parsePort,
    9000,
  )
  .option('--dir <folder>', 'where the playground keeps its files', 'playground')
  .option('--no-traffic', 'without the small CI that registers versions')
  .option('--kubeconfig <file>', 'use a real cluster instead of the sandbox: its kubeconfig')
  .option('--context <name>', 'the context of that kubeconfig')
  .addOption(
    new Option('--watch', 'for `npm run dev`: run the services from their sources').default(false).hideHelp(),
  )
  .action(async (options: RunOptions) => runPlayground(options));

program
  .command('prepare')
  .description('Only writes the files of the playground: the example repository and the configuration.')
  .action(async () => {
    await prepare(program.opts<RunOptions>());
  });

program
  .command('traffic')
  .description('Only plays the small CI against a running aggregator.')
  .requiredOption('--url <address>', 'the aggregator')
  .action(async ({ url }: { url: string }) => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    await playTraffic(url, (line) => process.stdout.write(`${line}\n`), stop.signal);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof PlaygroundError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function parsePort(text: string): number {
  const port = Number(text);
  // Three more services take the ports after it.
  if (!Number.isInteger(port) || port < 1 || port > 65_532)
    throw new InvalidArgumentError('Expected 1 to 65532.');
  return port;
}
