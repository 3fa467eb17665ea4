import type { Problem } from '@tribble/api';

/** Where on the board a problem belongs: a cell, a whole environment, or nowhere in particular. */
export interface ProblemPlace {
  readonly environment?: string;
  readonly resource?: string;
}

const resourceFile = /^(?:deployable|base|version)\/(.+)\.[^./]+$/;

/** The place of a problem by the path of its file: `prod/base/payments/api.yaml` is `payments/api` in `prod`. */
export function placeOf(problem: Problem, environments: readonly string[]): ProblemPlace {
  const slash = problem.path.indexOf('/');
  const environment = problem.path.slice(0, Math.max(slash, 0));
  if (!environments.includes(environment)) return {};
  const resource = resourceFile.exec(problem.path.slice(slash + 1))?.[1];
  return resource === undefined ? { environment } : { environment, resource };
}

/** The problems of a resource (in one environment or in any), or of an environment's own files. */
export function problemsAt(
  problems: readonly Problem[],
  environments: readonly string[],
  place: ProblemPlace,
): Problem[] {
  return problems.filter((problem) => {
    const found = placeOf(problem, environments);
    if (found.resource !== place.resource) return false;
    return place.environment === undefined || found.environment === place.environment;
  });
}

/** The problems of one transition: each begins with the keys under which it stands in transitions.yaml. */
export function transitionProblems(problems: readonly Problem[], name: string): Problem[] {
  const keys = `transitions.${name}`;
  return problems.filter(({ path, message }) => {
    if (path !== 'transitions.yaml' || !message.startsWith(keys)) return false;
    return ['.', ':'].includes(message.charAt(keys.length));
  });
}

/** `dev/base/s1.yaml:3:7`, as editors understand it. */
export function position({ path, line, column }: Problem): string {
  return [path, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}
