import type { Problem } from '@tribble/api';
import { allGates, gatesOf, validate } from '@tribble/promotion';
import { formatProblem } from '@tribble/resource-repo/format';
import type { Command } from 'commander';
import type { Clone } from '../clone/open-clone.ts';
import { addGlobalOptions } from '../global-options.ts';
import { counted } from '../output/words.ts';
import { renderProblems } from '../render-problems.ts';
import type { Answer, Commands } from '../terminal.ts';
import { UserError } from '../user-error.ts';

type Options = { strict?: boolean; render: boolean };

const examples = `
Examples:
  tribble validate                       the files of HEAD
  tribble validate --revision origin/my-branch
  tribble validate --worktree            the files as they are now, before they are committed
  tribble validate --json | jq '.problems[].message'

As a hook, in .git/hooks/pre-commit:
  #!/bin/sh
  exec tribble validate --worktree`;

/** Every problem of the files, one in a line, as compilers write them. Exit code 1 where there is any. */
export function addValidate(program: Command, { answer }: Commands): void {
  const command = program
    .command('validate')
    .description('finds everything that is wrong with the files: settings, versions, bases, manifests')
    .option('--strict', 'what cannot be checked without a server counts as a problem')
    .option('--no-render', 'leaves out versions, bases and manifests')
    .option('--worktree', 'the files as they are in the working tree')
    .addHelpText('after', examples)
    .action(async (_options: unknown, given: Command) => {
      await answer<Options>(given, ({ clone, options }) => Promise.resolve(findings(clone, options)));
    });
  addGlobalOptions(command);
}

function findings(clone: Clone, { strict, render }: Options): Answer {
  const { snapshot, label } = clone;
  const rendered = render ? renderProblems(clone) : { problems: unusable(clone), unchecked: [] };
  const problems = withoutRepetition([
    ...validate(snapshot, gatesOf(allGates)),
    ...rendered.problems,
    ...(strict ? rendered.unchecked : []),
  ]).sort(byPath);
  const files = fileCount(clone);
  if (files === 0 && problems.length === 0)
    throw new UserError(`${label} is no resource repository: it has no environment`);
  const { length: unchecked } = rendered.unchecked;
  const hint = `${counted(unchecked, 'jsonnet file')} not evaluated: the deployer's \`check\` does that`;
  return {
    exitCode: problems.length > 0 ? 1 : 0,
    json: { revision: snapshot.revision, files, problems },
    text: (paint) =>
      problems.length === 0
        ? paint.green(`${counted(files, 'file')}, no problems`)
        : [
            ...problems.map(formatProblem),
            paint.red(`${counted(files, 'file')}, ${counted(problems.length, 'problem')}`),
          ].join('\n'),
    ...(unchecked > 0 && !strict && { hints: [hint] }),
  };
}

/** Entries of environments that are no usable files, which is seen without rendering. */
function unusable({ snapshot }: Clone): Problem[] {
  return [...snapshot.environments.values()].flatMap(({ problems }) => problems);
}

function fileCount({ snapshot: { configuration, environments } }: Clone): number {
  return [...environments.values()].reduce((count, { files }) => count + files.size, configuration.size);
}

function withoutRepetition(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [formatProblem(problem), problem])).values()];
}

function byPath(one: Problem, other: Problem): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
