import { createLogger, type Logger, type LogLevel } from './logger.ts';

type LogLine = Record<string, unknown> & { level: string; msg: string };

/** A logger whose lines a test reads. */
export type RecordingLogger = { log: Logger; lines: LogLine[] };

/** Makes a logger that keeps its lines. */
export function recordingLogger(level: LogLevel = 'debug'): RecordingLogger {
  const lines: LogLine[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as LogLine);
  return { log: createLogger({ name: 'test', level, destination: { write } }), lines };
}
