import { type Command, Option } from 'commander';
import { addressArgument } from '../arguments.ts';

/** Lets people say who is asked about the environments. */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--deployer <address>', 'asks this deployer what runs; may be given several times')
        .argParser(addressArgument)
        .default([], 'what deployers recorded in refs/tribble/outcomes'),
    )
    .addOption(
      new Option(
        '--assume-clean',
        'takes for granted that every environment runs what git says, and well',
      ).conflicts('deployer'),
    );
}
