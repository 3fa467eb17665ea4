import type { Command } from 'commander';
import { type Clone, openClone } from './clone/open-clone.ts';
import { type GlobalOptions, withGlobals } from './global-options.ts';
import { type Paint, paintIn } from './output/paint.ts';
import { withoutMilliseconds } from './output/words.ts';

/** Where a program writes. */
export type Terminal = { out: (text: string) => void; error: (text: string) => void; colours: boolean };

/** What a command works with. */
export type Request<Options> = { clone: Clone; options: Options; now: Date };

/** What a command found. */
export type Answer = {
  exitCode: number;
  /** For programs. */
  json: unknown;
  /** For people. */
  text: (paint: Paint) => string;
  /** What helps people besides, on standard error. */
  hints?: readonly string[];
};

/** How commands are run: on an open clone, with their answer written in the wanted form. */
export type Commands = {
  answer: <Options>(
    command: Command,
    work: (request: Request<Options & GlobalOptions>) => Promise<Answer>,
  ) => Promise<void>;
};

/** Runs commands in a terminal and remembers the exit code. */
export function terminalCommands({ out, error, colours }: Terminal): Commands & { exitCode: () => number } {
  let exitCode = 0;
  return {
    exitCode: () => exitCode,
    answer: async (command, work) => {
      const options = withGlobals<Parameters<typeof work>[0]['options']>(command);
      const { repository, revision, worktree = false, json = false, now = new Date() } = options;
      const clone = await openClone({ folder: repository, revision, worktree, now });
      try {
        const answer = await work({ clone, options, now });
        out(
          `${json ? JSON.stringify(answer.json, undefined, 2) : withoutMilliseconds(answer.text(paintIn(colours)))}\n`,
        );
        for (const hint of answer.hints ?? []) error(`${hint}\n`);
        exitCode = answer.exitCode;
      } finally {
        await clone.close();
      }
    },
  };
}
