import { Command, type Option } from 'commander';
import type { z } from 'zod';
import { systemClock } from '../clock.ts';
import { ConfigError, loadConfig } from '../config/load.ts';
import { messageOf } from '../error-message.ts';
import { createLogger, type Logger, type LogLevel, standardError } from '../log/logger.ts';
import { redact } from '../log/redact.ts';
import { serviceVersion } from '../version.ts';
import { type OnStop, Shutdown } from './shutdown.ts';

const defaultGrace = 5_000;

type Schema<Shape extends z.core.$ZodShape> = z.ZodObject<Shape, z.core.$strict>;

export type ServiceContext<Config> = {
  config: Config;
  log: Logger;
  /** Registers what is to be stopped with the service, right after it was started. */
  onStop: OnStop;
};

export type Service<Shape extends z.core.$ZodShape> = {
  name: string;
  description: string;
  /** From serviceConfig. */
  schema: Schema<Shape>;
  /** How many milliseconds all parts together may take to stop; 5,000 by default. */
  grace?: number;
  /** Builds and starts the parts. The process lives until a signal comes. */
  start: (context: ServiceContext<z.output<Schema<Shape>>>) => Promise<void>;
  /** What the program can do besides; `serve` is the service itself, and what happens without a command. */
  commands?: readonly ServiceCommand<z.output<Schema<Shape>>>[];
};

/** Something that a program does once, with the configuration of its service. */
export type ServiceCommand<Config> = {
  name: string;
  description: string;
  options: readonly Option[];
  /** Gives the exit code. Standard output is the command's; the log goes to standard error. */
  run: (context: ServiceContext<Config>, options: Readonly<Record<string, unknown>>) => Promise<number>;
};

/** The main program of a service: arguments, configuration, log, start and a graceful stop. */
export async function runService<Shape extends z.core.$ZodShape>(service: Service<Shape>): Promise<void> {
  const { name, description, commands = [] } = service;
  const program = new Command(name).description(description).version(serviceVersion);
  const serving = commands.length === 0 ? program : program.command('serve', { isDefault: true });
  if (serving !== program) serving.description('runs the service; this is what happens without a command');
  withConfig(serving).action(async ({ config }: { config?: string }) => serve(service, config));
  if (commands.length > 0) {
    program.addHelpText('after', `\nEvery command takes --config <file>: see ${name} COMMAND --help.`);
  }
  for (const command of commands) {
    const subcommand = withConfig(program.command(command.name)).description(command.description);
    for (const option of command.options) subcommand.addOption(option);
    subcommand.action(async ({ config, ...options }: { config?: string }) =>
      runCommand(service, command, config, options),
    );
  }
  await program.parseAsync();
}

function withConfig(command: Command): Command {
  return command
    .option('--config <file>', 'YAML file; environment variables in upper case override its fields')
    .allowExcessArguments(false);
}

async function runCommand<Shape extends z.core.$ZodShape>(
  { name, schema, grace = defaultGrace }: Service<Shape>,
  command: ServiceCommand<z.output<Schema<Shape>>>,
  file: string | undefined,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const config = readConfig(schema, file);
  if (config === undefined) {
    // Other codes are the command's own.
    process.exitCode = 1;
    return;
  }
  const log = createLogger({ name, level: logLevelOf(config), destination: standardError() });
  const shutdown = new Shutdown({ log, clock: systemClock, grace });
  exitOnUnexpectedErrors(log);
  stopOnSignals(log, shutdown);
  let code = 1;
  try {
    code = await command.run({ config, log, onStop: shutdown.onStop }, options);
  } catch (error) {
    process.stderr.write(`${redact(messageOf(error))}\n`);
  }
  await shutdown.run();
  // What a library still keeps open must not keep the caller waiting.
  process.stdout.write('', () => process.exit(code));
}

async function serve<Shape extends z.core.$ZodShape>(service: Service<Shape>, file?: string): Promise<void> {
  const { name, schema, start, grace = defaultGrace } = service;
  const config = readConfig(schema, file);
  if (config === undefined) return;
  const log = createLogger({ name, level: logLevelOf(config) });
  const shutdown = new Shutdown({ log, clock: systemClock, grace });
  exitOnUnexpectedErrors(log);
  stopOnSignals(log, shutdown);
  log.info({ version: serviceVersion }, 'starting');
  try {
    await start({ config, log, onStop: shutdown.onStop });
  } catch (error) {
    log.fatal({ err: error }, 'cannot start');
    await shutdown.run();
    process.exit(1);
  }
}

function readConfig<Shape extends z.core.$ZodShape>(schema: Schema<Shape>, file: string | undefined) {
  try {
    return loadConfig(schema, { file, environment: process.env });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    process.exitCode = 2;
    return undefined;
  }
}

function logLevelOf(config: object): LogLevel {
  return 'log_level' in config ? (config.log_level as LogLevel) : 'info';
}

function exitOnUnexpectedErrors(log: Logger): void {
  // Rejections that nobody handles arrive here as well, with that origin.
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'unexpected error');
    process.exit(1);
  });
}

function stopOnSignals(log: Logger, shutdown: Shutdown): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) {
      log.warn({ signal }, 'stopping at once');
      process.exit(1);
    }
    stopping = true;
    log.info({ signal }, 'stopping');
    const result = await shutdown.run();
    log.info({ result }, 'stopped');
    process.exit(result === 'clean' ? 0 : 1);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
