import type { AggregatorOperations, NewVersion } from '@tribble/api';
import type { Head } from '@tribble/resource-repo';
import { type Edit, type Identity, versionPath } from '@tribble/resource-repo/format';
import { type Handler, ProblemError } from '@tribble/service-kit';
import {
  decideRegistration,
  type Registration,
  registrationEdit,
  registrationOf,
} from './core/registration.ts';
import { formatFaults } from './core/request-fault.ts';
import { keepOneOf, resourceFiles } from './core/resource-files.ts';
import { authorOf, type Commits, requireEnvironment } from './request-context.ts';
import type { Versions } from './versions.ts';

/** `POST /api/resources/{resource}/versions`. */
export function registerVersion(
  commits: Commits,
  versions: Versions,
): Handler<AggregatorOperations['registerVersion']> {
  return async ({ params, headers, body }) => {
    const author = authorOf(headers);
    const asked = registrationOf(params.resource, body);
    if ('faults' in asked)
      throw new ProblemError(400, 'Bad Request', `${formatFaults(asked.faults)}.`, asked.faults);
    const { registration } = asked;
    let earlier: string | undefined;
    const { revision } = await commits.commit(async (head) => {
      const outcome = await register(head, registration, versions, { body, author });
      earlier = 'revision' in outcome ? outcome.revision : undefined;
      return 'edit' in outcome ? outcome.edit : undefined;
    });
    const { resource, environment, version, versionId } = registration;
    const commit = earlier ?? revision;
    return {
      status: earlier === undefined ? 201 : 200,
      body: { resource, environment, version, versionId, commit },
    };
  };
}

type Asked = { body: NewVersion; author: Identity | undefined };

/** The commit that registers the version on this head, or the one that did so before. */
async function register(
  head: Head,
  registration: Registration,
  versions: Versions,
  { body, author }: Asked,
): Promise<{ edit: Edit } | { revision: string }> {
  const { resource, environment, version } = registration;
  const path = pathOf(head, registration);
  const known = await versions.inEnvironment(head, environment, resource);
  const decision = decideRegistration(registration, known, path.exists);
  if (decision.kind === 'known') return decision;
  if (decision.kind === 'new') return { edit: registrationEdit(registration, path.path, body, author) };
  const detail = `${resource} ${version} was registered with other content by commit ${decision.revision}. Give the new build a version of its own.`;
  throw new ProblemError(409, 'Conflict', detail);
}

/** `latest` is where versions begin, so it is made by the first one; any other environment is made by people. */
function pathOf(
  { snapshot }: Head,
  { environment, resource }: Registration,
): { path: string; exists: boolean } {
  if (environment !== 'latest') requireEnvironment(snapshot, environment);
  const folder = snapshot.environments.get(environment);
  const files = folder === undefined ? [] : resourceFiles(folder, 'version', resource);
  if (files.length > 1)
    throw new ProblemError(409, 'Conflict', `${resource} is there twice: ${keepOneOf(files)}.`);
  const [current] = files;
  return { path: current?.path ?? versionPath(environment, resource), exists: current !== undefined };
}
