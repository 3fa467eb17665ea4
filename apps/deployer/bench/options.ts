import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const scenarios = ['first', 'unchanged', 'all', 'one'] as const;
export type Scenario = (typeof scenarios)[number];

export type BenchOptions = {
  kubeconfig?: string;
  context?: string;
  /** How many apps of four objects. */
  apps: number;
  /** What is told; what these go on from is done, too. */
  only: ReadonlySet<Scenario>;
  /** Who takes part: all, where nobody is named. */
  who: ReadonlySet<string>;
  /** Through git, render cache and loops, instead of the backend against the others. */
  repository: boolean;
  json: boolean;
};

/** What a person asked for that cannot be done; the message says what can. */
export class UsageError extends Error {}

export const usage = `npm run bench -w @tribble/deployer -- [options]
  --kubeconfig FILE   the cluster; without it, the usual places
  --context NAME      a context of that kubeconfig
  --apps N            how many apps of four objects (default 1000)
  --only SCENARIO     ${scenarios.join(', ')}; may be given several times
  --who NAME          loop, deployer or kubectl alone; may be given several times
  --repository        from a push to a git repository, instead of comparing the backend with others
  --json              figures for programs`;

/** Reads the command line. Throws UsageError. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { kubeconfig, context, apps, only, who = [], repository, json } = parsed(args);
  // Where npm was called, which is not where it runs this.
  const file = kubeconfig === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', kubeconfig);
  return {
    ...(file !== undefined && { kubeconfig: file }),
    ...(context !== undefined && { context }),
    apps: wholeNumber(apps),
    only: new Set(only?.map(scenarioOf) ?? scenarios),
    who: new Set(who),
    repository,
    json,
  };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        apps: { type: 'string', default: '1000' },
        only: { type: 'string', multiple: true },
        who: { type: 'string', multiple: true },
        repository: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--apps ${text}: expected a whole number of at least 1`);
}

function scenarioOf(text: string): Scenario {
  const found = scenarios.find((scenario) => scenario === text);
  if (found !== undefined) return found;
  throw new UsageError(`--only ${text}: expected ${scenarios.join(', ')}`);
}
