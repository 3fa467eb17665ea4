import type { Problem } from '@tribble/api';
import {
  type EnvironmentFiles,
  type Evaluated,
  jsonnetFiles,
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
    const problems = isDeployed ? renderProblems(environment) : versionProblems(environment);
    this.#known.set(environment.name, { key, problems });
    return problems;
  }
}

/** What jsonnet files come to is the deployer's to find out and to tell, so that here they have no problems. */
function renderProblems(environment: EnvironmentFiles): readonly Problem[] {
  const untold: Evaluated = { problems: [], imports: [] };
  const evaluated = new Map(jsonnetFiles(environment).map(({ file }) => [file.path, untold]));
  return renderEnvironment(environment, () => undefined, undefined, evaluated).problems;
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
