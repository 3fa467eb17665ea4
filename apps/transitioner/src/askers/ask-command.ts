import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandQuestion } from '@tribble/promotion';
import { type Clock, redact } from '@tribble/service-kit';
import type { Ask } from './asking.ts';
import { runProgram } from './run-program.ts';
import { within } from './within.ts';

export type CommandAskerOptions = {
  /** The programs that may be run; `true` for any. */
  allowed: boolean | readonly string[];
  /** Where programs are looked for. */
  path: string;
  clock: Clock;
};

/** Runs a program in an empty folder of its own, with nothing of the transitioner's environment but the path. */
export function commandAsker({ allowed, path, clock }: CommandAskerOptions): Ask<CommandQuestion> {
  return async ({ command, variables, timeout: milliseconds }, signal) => {
    const [program = ''] = command;
    if (allowed !== true && !(Array.isArray(allowed) && allowed.includes(program)))
      throw new Error(`${program} may not be run here; allow it with gate_commands: [${program}]`);
    const folder = await mkdtemp(join(tmpdir(), 'tribble-command-'));
    const environment = { PATH: path, ...asEnvironment(variables) };
    try {
      const { exitCode, output } = await within({ clock, milliseconds, signal }, (ending) =>
        runProgram(command, { folder, environment, signal: ending }),
      );
      return { kind: 'command', exitCode, output: redact(output) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function asEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(variables).map(([name, value]) => [`TRIBBLE_${name.toUpperCase()}`, value]);
  return Object.fromEntries(entries) as Record<string, string>;
}
