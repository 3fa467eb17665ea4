import type { Problem } from '@tribble/api';
import {
  deployersFile,
  type EnvironmentFiles,
  type Evaluated,
  jsonnetFiles,
  parseDeployers,
  parseResourcePath,
  parseVersion,
  RenderCache,
  renderEnvironment,
} from '@tribble/resource-repo/format';
import type { Clone } from './clone/open-clone.ts';

/** What is wrong with versions, bases and manifests, and what cannot be told here. */
export type RenderProblems = { problems: readonly Problem[]; unchecked: readonly Problem[] };

/** Renders every environment for its problems. Jsonnet is a program that runs; here it is not. */
export function renderProblems(clone: Clone): RenderProblems {
  const { environments, configuration } = clone.snapshot;
  const { deployers } = parseDeployers(configuration.get(deployersFile));
  const all = [...environments.values()].map((environment) =>
    deployers.has(environment.name) || hasManifests(environment)
      ? problemsOf(environment, clone)
      : versionProblems(environment),
  );
  return {
    problems: all.flatMap(({ problems }) => problems),
    unchecked: all.flatMap(({ unchecked }) => unchecked),
  };
}

function problemsOf(environment: EnvironmentFiles, { history }: Clone): RenderProblems {
  const unchecked = new Set<Problem>();
  const evaluated = new Map<string, Evaluated>();
  for (const { file } of jsonnetFiles(environment)) {
    const fault = { path: file.path, message: 'jsonnet is not evaluated here' };
    unchecked.add(fault);
    evaluated.set(file.path, { imports: [], problems: [fault] });
  }
  const lastChange = (path: string) => history.lastChange(path);
  const { problems } = renderEnvironment(environment, lastChange, new RenderCache(), evaluated);
  return { problems: problems.filter((problem) => !unchecked.has(problem)), unchecked: [...unchecked] };
}

function hasManifests({ files }: EnvironmentFiles): boolean {
  return [...files.keys()].some((path) => (parseResourcePath(path)?.folder ?? 'version') !== 'version');
}

/** An environment that only holds versions, such as `latest`, is not deployed: no base is missing there. */
function versionProblems({ files, problems }: EnvironmentFiles): RenderProblems {
  const versions = [...files.values()].filter(({ path }) => parseResourcePath(path)?.folder === 'version');
  const faults = versions
    .map(parseVersion)
    .flatMap((parsed) => ('problems' in parsed ? parsed.problems : []));
  return { problems: [...problems, ...faults], unchecked: [] };
}
