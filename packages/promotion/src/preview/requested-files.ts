import type { LockReason, PreviewRequest } from '@tribble/api';
import {
  addApprovals,
  addLock,
  addPause,
  approvalsFile,
  deployersFile,
  fileAt,
  type SettingsEdit,
  formatProblem,
  isEnvironmentName,
  isResourceName,
  locksPath,
  parseIdentity,
  pausesFile,
  removeLock,
  removePause,
  type RepositoryFile,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { transitionsOf } from '../decide.ts';
import { knownEnvironments, knownResources } from '../explain/known-names.ts';
import { unknownName } from '../explain/unknown-name.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import { approvedChanges } from './approved-changes.ts';

/** The files as they would become; empty where nothing would change. */
export type RequestedFiles = { files: ReadonlyMap<string, string> } | { fault: string };

type Asked<Kind extends PreviewRequest['kind']> = Extract<PreviewRequest, { kind: Kind }>;

/** The reason of a lock or a pause that is only imagined. */
const imagined = 'preview';

/** What a request would write. */
export function requestedFiles(facts: Facts, gates: Gates, request: PreviewRequest): RequestedFiles {
  const { snapshot } = facts;
  switch (request.kind) {
    case 'lock':
    case 'unlock':
      return lockFiles(snapshot, request);
    case 'pause':
    case 'resume':
      return pauseFiles(snapshot, request);
    case 'approval':
      return approvalFiles(facts, gates, request);
    case 'file':
      return settingsFile(request);
  }
}

function lockFiles(snapshot: Snapshot, request: Asked<'lock' | 'unlock'>): RequestedFiles {
  const { environment, resource } = request;
  const environments = knownEnvironments(snapshot, transitionsOf({ snapshot }).transitions);
  if (!environments.has(environment)) return unknownName('environment', environment, environments);
  if (resource !== undefined) {
    const resources = knownResources(snapshot);
    if (!isResourceName(resource) || !resources.has(resource))
      return unknownName('resource', resource, resources);
  }
  return edited(snapshot, locksPath(environment), (file) =>
    request.kind === 'lock'
      ? addLock(file, reasonUntil(request.until), resource)
      : removeLock(file, request.reason, resource),
  );
}

function pauseFiles(snapshot: Snapshot, request: Asked<'pause' | 'resume'>): RequestedFiles {
  const { transition } = request;
  const unknown = transition === undefined ? undefined : unknownTransition(snapshot, transition);
  if (unknown) return unknown;
  return edited(snapshot, pausesFile, (file) =>
    request.kind === 'pause'
      ? addPause(file, reasonUntil(request.until), transition)
      : removePause(file, undefined, transition),
  );
}

function approvalFiles(facts: Facts, gates: Gates, request: Asked<'approval'>): RequestedFiles {
  const { snapshot, now } = facts;
  const { transition, by } = request;
  const unknown = unknownTransition(snapshot, transition);
  if (unknown) return unknown;
  if (parseIdentity(by) === undefined) return { fault: `by: expected \`Name <mail>\`, got "${by}"` };
  const approved = approvedChanges(facts, gates, request);
  if ('fault' in approved) return approved;
  const approvals = approved.changes.map((change) => ({ change, by, at: now.toISOString() }));
  return edited(snapshot, approvalsFile, (file) => addApprovals(file, transition, approvals, () => true));
}

const reasonUntil = (until: string | undefined): LockReason => ({
  reason: imagined,
  ...(until !== undefined && { until }),
});

function unknownTransition(snapshot: Snapshot, name: string): { fault: string } | undefined {
  const names = transitionsOf({ snapshot }).transitions.map((each) => each.name);
  return names.includes(name) ? undefined : unknownName('transition', name, names);
}

/** A file that cannot be read is not edited. */
function edited(
  snapshot: Snapshot,
  path: string,
  edit: (file: RepositoryFile | undefined) => SettingsEdit,
): RequestedFiles {
  const result = edit(fileAt(snapshot, path));
  if ('problems' in result) return { fault: result.problems.map(formatProblem).join('; ') };
  return { files: new Map(result.text === undefined ? [] : [[path, result.text]]) };
}

const settingsFiles: readonly string[] = [transitionsFile, pausesFile, approvalsFile, deployersFile];

function settingsFile({ path, text }: Asked<'file'>): RequestedFiles {
  const [environment = ''] = path.split('/');
  const isLocks = isEnvironmentName(environment) && path === locksPath(environment);
  if (isLocks || settingsFiles.includes(path)) return { files: new Map([[path, text]]) };
  return {
    fault: `${path} is no settings file: there are ${settingsFiles.join(', ')} and the locks.yaml of each environment`,
  };
}
