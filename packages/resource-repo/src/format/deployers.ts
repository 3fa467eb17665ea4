import type { Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { deployersFile, isEnvironmentName } from './layout.ts';
import { named } from './named.ts';
import { problem } from './problem.ts';
import { defaultPrune, type PruneOptions, pruneSchema } from './prune.ts';
import { check, parseSettings, type Settings } from './schema.ts';

/** How one environment is deployed: the options that all backends share, and the backend's own, unchecked. */
export type Deployer = {
  environment: string;
  type: string;
  paused: boolean;
  prune: PruneOptions;
  selfHeal: boolean;
  /** Deploy from this branch instead. */
  ref?: string;
  interval?: string;
  /** The backend's own options; the backend checks them and tells their place by `problemAt`. */
  options: Readonly<Record<string, unknown>>;
  problemAt(keys: readonly PropertyKey[], message: string): Problem;
};

const deployer = z.looseObject(
  {
    type: z.string('expected the name of a backend'),
    paused: z.boolean('expected true or false').default(false),
    prune: pruneSchema.default(defaultPrune),
    selfHeal: z.boolean('expected true or false').default(true),
    ref: z.string('expected text').optional(),
    interval: z.string('expected text').optional(),
  },
  'expected {type: …}',
);
const deployersSchema = z.strictObject(
  {
    deployers: named(z.unknown(), 'expected a map of environments').nullish(),
  },
  'expected a map',
);

/** Reads deployers.yaml. A bad entry is left out, so that its environment stays as it is, and is named. */
export function parseDeployers(file: RepositoryFile | undefined): {
  deployers: Map<string, Deployer>;
  problems: Problem[];
} {
  const deployers = new Map<string, Deployer>();
  if (file === undefined) {
    return {
      deployers,
      problems: [problem(deployersFile, 'missing: no environment is deployed', undefined, 'add the file')],
    };
  }
  const settings = parseSettings(file);
  if ('problems' in settings) return { deployers, problems: settings.problems };
  const envelope = check(deployersSchema, settings.value, settings);
  if ('problems' in envelope) return { deployers, problems: envelope.problems };
  const problems: Problem[] = [];
  for (const [environment, entry] of envelope.value.deployers ?? []) {
    const outcome = parseDeployer(environment, entry, settings);
    if ('problems' in outcome) problems.push(...outcome.problems);
    else deployers.set(environment, outcome);
  }
  return { deployers, problems };
}

function parseDeployer(
  environment: string,
  entry: unknown,
  settings: Settings,
): Deployer | { problems: Problem[] } {
  const keys = ['deployers', environment];
  const problemAt = (path: readonly PropertyKey[], message: string) => {
    const name = [...keys, ...path].map(String).join('.');
    return problem(settings.path, `${name}: ${message}`, settings.positionAt([...keys, ...path]));
  };
  if (!isEnvironmentName(environment))
    return { problems: [problemAt([], 'cannot be the name of an environment')] };
  const checked = check(deployer, entry, settings, keys);
  if ('problems' in checked) return checked;
  const { type, paused, prune, selfHeal, ref, interval, ...options } = checked.value;
  return {
    environment,
    type,
    paused,
    prune,
    selfHeal,
    ...(ref !== undefined && { ref }),
    ...(interval !== undefined && { interval }),
    options,
    problemAt,
  };
}
