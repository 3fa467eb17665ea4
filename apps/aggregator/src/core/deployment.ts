import type { Deployment } from '@tribble/api';
import {
  addLock,
  type Edit,
  fileAt,
  formatProblem,
  type Identity,
  locksPath,
  type RepositoryFile,
  type Snapshot,
  type Trailer,
  versionPath,
} from '@tribble/resource-repo/format';
import { lockReason } from './lock-reason.ts';
import type { RequestFault } from './request-fault.ts';
import { keepOneOf, resourceFiles } from './resource-files.ts';

/** A content of a resource's version file, in any environment. A higher `order` appeared later for the first time. */
export type VersionContent = { id: string; version: string; text: string; order: number };

type Context = {
  snapshot: Snapshot;
  /** Every version that a resource ever had. */
  versionsOf: (resource: string) => readonly VersionContent[];
  author: Identity | undefined;
  now: Date;
};

/** The one commit that deploys everything which is asked for, or all the faults of the request. */
export function deploymentEdit(
  request: Deployment,
  context: Context,
): { edit: Edit } | { faults: RequestFault[] } {
  const files = new Map<string, string | null>();
  const faults: RequestFault[] = [];
  if (request.message.trim() === '') faults.push({ path: '/body/message', message: 'say why' });
  for (const [index, change] of request.changes.entries()) {
    const fault = addChange(files, change, context);
    if (fault) faults.push({ path: `/body/changes/${index}/${fault.path}`, message: fault.message });
  }
  if (request.lock === true && faults.length === 0) faults.push(...addLocks(files, request, context));
  if (faults.length > 0) return { faults };
  const [subject = '', ...body] = request.message.trim().split('\n');
  const message = { subject, body: body.join('\n'), trailers: trailersOf(request) };
  return { edit: { files, message, ...(context.author && { author: context.author }) } };
}

function trailersOf({ changes }: Deployment): Trailer[] {
  const targets = new Set(changes.map(({ environment }) => environment));
  const resources = new Set(changes.map(({ resource }) => resource));
  return [
    ['Tribble-Action', 'deploy'],
    ...[...targets].map((name): Trailer => ['Tribble-Target', name]),
    ...[...resources].map((name): Trailer => ['Tribble-Resource', name]),
  ];
}

type Change = Deployment['changes'][number];

function addChange(
  files: Map<string, string | null>,
  { resource, environment, version }: Change,
  { snapshot, versionsOf }: Context,
): RequestFault | undefined {
  const folder = snapshot.environments.get(environment);
  if (folder === undefined)
    return { path: 'environment', message: `there is no environment "${environment}"` };
  const [current, ...others] = resourceFiles(folder, 'version', resource);
  if (current && others.length > 0)
    return { path: 'resource', message: `${resource} is there twice: ${keepOneOf([current, ...others])}` };
  if (current === undefined && resourceFiles(folder, 'base', resource).length === 0) {
    return {
      path: 'resource',
      message: `${environment}/base/${resource}.yaml is missing, so ${resource} cannot run there`,
    };
  }
  const matching = versionsOf(resource).filter((each) => each.version === version || each.id === version);
  const newest = matching.reduce<VersionContent | undefined>(
    (best, each) => (best && best.order > each.order ? best : each),
    undefined,
  );
  if (newest === undefined)
    return { path: 'version', message: `${resource} never had a version "${version}"` };
  const path = current?.path ?? versionPath(environment, resource);
  if (files.has(path))
    return { path: 'resource', message: `${resource} is asked for twice in ${environment}` };
  files.set(path, newest.text);
  return undefined;
}

/** Locks every resource that is deployed, so that the next transition does not undo it. */
function addLocks(
  files: Map<string, string | null>,
  request: Deployment,
  { snapshot, author, now }: Context,
): RequestFault[] {
  const reason = lockReason({ reason: request.message }, { author, now });
  for (const { resource, environment } of request.changes) {
    const path = locksPath(environment);
    const edited = files.get(path);
    const file: RepositoryFile | undefined =
      typeof edited === 'string' ? { path, id: '', content: { text: edited } } : fileAt(snapshot, path);
    const result = addLock(file, reason, resource);
    if ('problems' in result)
      return [{ path: '/body/lock', message: result.problems.map(formatProblem).join('; ') }];
    if (result.text !== undefined) files.set(path, result.text);
  }
  return [];
}
