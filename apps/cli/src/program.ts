import { GitError } from '@tribble/resource-repo';
import { Command, CommanderError } from 'commander';
import { addExplain } from './commands/explain.ts';
import { addForecast } from './commands/forecast.ts';
import { addPlan } from './commands/plan.ts';
import { addValidate } from './commands/validate.ts';
import { addGlobalOptions } from './global-options.ts';
import { type Terminal, terminalCommands } from './terminal.ts';
import { UserError } from './user-error.ts';

/** The version that the build put into the bundle; `development` when run from source. */
const version = process.env['TRIBBLE_VERSION'] ?? 'development';

/** It could not be found out what was asked. */
const failed = 2;

const examples = `
Examples:
  tribble validate                           is everything right in the files of HEAD?
  tribble validate --worktree                … in the files as they are now
  tribble plan -C ~/environments             what would move now, and why the rest would not
  tribble explain payments/api prod          why is the newest version not in prod yet?
  tribble forecast --hours 48                what moves when, if nothing else happens

Exit codes: 0 all right, 1 problems were found, 2 it could not be found out.`;

/** Runs the program and gives its exit code. Nothing is ever written to the clone. */
export async function runProgram(words: readonly string[], terminal: Terminal): Promise<number> {
  const commands = terminalCommands(terminal);
  const program = createProgram(terminal);
  for (const add of [addValidate, addPlan, addExplain, addForecast]) add(program, commands);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return commands.exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed;
    if (!(error instanceof UserError || error instanceof GitError)) throw error;
    terminal.error(`error: ${error.message}\n`);
    return failed;
  }
}

function createProgram({ out, error }: Terminal): Command {
  const program = new Command('tribble')
    .description(
      'Checks, plans, explains and foresees promotions on a clone of the resource repository; no server is needed.',
    )
    .version(version)
    // `tribble explain --version 1` asks about a version, `tribble --version` for that of the program.
    .enablePositionalOptions()
    .configureOutput({ writeOut: out, writeErr: error })
    .showHelpAfterError('(see --help)')
    .addHelpText('after', examples)
    .exitOverride();
  return addGlobalOptions(program, { repository: '.', revision: 'HEAD' });
}
