import type { AggregatorOperations, NewVersion, RegisteredVersion } from '@tribble/api';
import type { Head } from '@tribble/resource-repo';
import { isEnvironmentName, isResourceName } from '@tribble/resource-repo/format';
import { type Handler, ProblemError } from '@tribble/service-kit';
import { decideRegistration, registrationEdit, registrationOf } from './core/registration.ts';
import { authorOf, type Commits, requireEnvironment } from './request-context.ts';
import type { Versions } from './versions.ts';

/** `POST /api/resources/{resource}/versions`. */
export function registerVersion(
  commits: Commits,
  versions: Versions,
): Handler<AggregatorOperations['registerVersion']> {
  return async ({ params, headers, body }) => {
    const author = authorOf(headers);
    checkNames(params.resource, body);
    const registration = registrationOf(params.resource, body);
    const { resource, environment, path, versionId } = registration;
    let earlier: string | undefined;
    const { revision } = await commits.commit(async (head) => {
      checkEnvironment(head, environment);
      const decision = decideRegistration(registration, body.version, await versions.ofFile(head, path));
      if (decision.kind === 'conflict') throw conflict(resource, body.version, decision.revision);
      earlier = decision.kind === 'known' ? decision.revision : undefined;
      return earlier === undefined ? registrationEdit(registration, body, author) : undefined;
    });
    const answer: RegisteredVersion = {
      resource,
      environment,
      version: body.version,
      versionId,
      commit: earlier ?? revision,
    };
    return { status: earlier === undefined ? 201 : 200, body: answer };
  };
}

function checkNames(resource: string, { environment = 'latest', data }: NewVersion): void {
  const faults = [
    ...(isResourceName(resource)
      ? []
      : [{ path: '/params/resource', message: 'use letters, digits, ".", "_", "-" and "/"' }]),
    ...(isEnvironmentName(environment)
      ? []
      : [{ path: '/body/environment', message: 'use letters, digits, ".", "_" and "-"' }]),
    ...(data && 'version' in data
      ? [{ path: '/body/data/version', message: 'the version has a field of its own' }]
      : []),
  ];
  if (faults.length === 0) return;
  const detail = faults.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new ProblemError(400, 'Bad Request', detail, faults);
}

/** `latest` is where versions begin, so it is made by the first one; any other environment is made by people. */
function checkEnvironment({ snapshot }: Head, environment: string): void {
  if (environment !== 'latest') requireEnvironment(snapshot, environment);
}

function conflict(resource: string, version: string, revision: string): ProblemError {
  const detail = `${resource} ${version} was registered with other content by commit ${revision}. Give the new build a version of its own.`;
  return new ProblemError(409, 'Conflict', detail);
}
