import { type Command, Option } from 'commander';
import { timeArgument } from './arguments.ts';

/** The options that every command has. */
export type GlobalOptions = {
  repository: string;
  revision: string;
  json?: boolean;
  now?: Date;
  worktree?: boolean;
};

type Defaults = Partial<Pick<GlobalOptions, 'repository' | 'revision'>>;

/** Adds the options that may stand before a command and behind it; the defaults belong to those before. */
export function addGlobalOptions(command: Command, { repository, revision }: Defaults = {}): Command {
  const options = [
    new Option('-C, --repository <folder>', 'a clone, bare or not, or any folder of it').default(repository),
    new Option('--revision <revision>', 'the commit to look at: a branch, a tag, an id').default(revision),
    new Option('--json', 'answers as JSON'),
    new Option('--now <time>', 'asks about another time, for example 2026-12-24T09:00:00Z').argParser(
      timeArgument,
    ),
  ];
  for (const option of options) command.addOption(option.helpGroup('Options of every command:'));
  return command;
}

/** The options of a command over those before it. */
export function withGlobals<Options extends GlobalOptions>(command: Command): Options {
  const before = command.parent?.opts<Options>();
  const given = Object.entries(command.opts<Options>()).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(given) } as Options;
}
