import {
  destination as fileDescriptor,
  type DestinationStream,
  type Logger,
  pino,
  stdTimeFunctions,
} from 'pino';
import { redact, redactValue } from './redact.ts';

export type { Logger };

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof logLevels)[number];

const standardOutput = 1;

/** A destination for the log of a program whose standard output is its answer. */
export function standardError(): DestinationStream {
  return fileDescriptor({ dest: 2, sync: true });
}

export type LoggerOptions = {
  /** Whose log it is; the field `service` of every line. */
  name: string;
  level?: LogLevel;
  /** Where the lines go; standard output where it is absent. */
  destination?: DestinationStream;
};

/**
 * A logger of JSON lines with static messages and fields. Each line is written before the call returns, so that the last
 * ones before an exit are neither lost nor out of order, and nothing secret passes it: see redact.ts.
 */
export function createLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service: name },
    timestamp: stdTimeFunctions.isoTime,
    // Errors are no errors any more when pino's own serializer would get them.
    serializers: { err: (value: unknown) => value },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: redactFields,
    },
    // The message and what a child logger binds come through here only, as text.
    hooks: { streamWrite: redact },
  };
  return pino(options, destination ?? fileDescriptor({ dest: standardOutput, sync: true }));
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([key, value]) => [key, redactValue(value, key)] as const);
  return Object.fromEntries(entries);
}
