import type { Problem } from '@tribble/api';
import {
  type EnvironmentFiles,
  parseResourcePath,
  parseVersion,
  renderEnvironment,
} from '@tribble/resource-repo/format';

/** The problems of environments' files, found once for every content. */
export class FileProblems {
  readonly #known = new Map<string, { key: string; problems: readonly Problem[] }>();

  /** Where nothing is deployed (`latest`) versions need no base, so only the version files themselves are checked. */
  of(environment: EnvironmentFiles | undefined, isDeployed: boolean): readonly Problem[] {
    if (environment === undefined) return [];
    const key = `${environment.tree} ${isDeployed}`;
    const known = this.#known.get(environment.name);
    if (known?.key === key) return known.problems;
    const problems = isDeployed
      ? renderEnvironment(environment, () => undefined).problems
      : versionProblems(environment);
    this.#known.set(environment.name, { key, problems });
    return problems;
  }
}

function versionProblems({ files, problems }: EnvironmentFiles): Problem[] {
  const versions = [...files.values()].filter(({ path }) => parseResourcePath(path)?.folder === 'version');
  return [
    ...problems,
    ...versions.flatMap((file) => {
      const parsed = parseVersion(file);
      return 'problems' in parsed ? parsed.problems : [];
    }),
  ];
}
