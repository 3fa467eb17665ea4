import { Command } from 'commander';
import type { z } from 'zod';
import { systemClock } from '../clock.ts';
import { ConfigError, loadConfig } from '../config/load.ts';
import { createLogger, type Logger, type LogLevel } from '../log/logger.ts';
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
};

/** The main program of a service: arguments, configuration, log, start and a graceful stop. */
export async function runService<Shape extends z.core.$ZodShape>(service: Service<Shape>): Promise<void> {
  await new Command(service.name)
    .description(service.description)
    .version(serviceVersion)
    .option('--config <file>', 'YAML file; environment variables in upper case override its fields')
    .allowExcessArguments(false)
    .action(async ({ config }: { config?: string }) => run(service, config))
    .parseAsync();
}

async function run<Shape extends z.core.$ZodShape>(service: Service<Shape>, file?: string): Promise<void> {
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
