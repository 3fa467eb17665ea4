import {
  type Drift,
  type EnvironmentStatus,
  type ObjectStatus,
  type Problem,
  type PruneStatus,
  type ResourceStatus,
  type RolloutReason,
  statusOf,
  worst,
} from '@tribble/api';
import {
  formatProblem,
  type RenderedEnvironment,
  type RenderedResource,
} from '@tribble/resource-repo/format';
import type { LiveObject } from './live.ts';
import { isCurrent } from './plan.ts';

/** Why a resource could not be applied. `transient`: it is tried again, and may work then without an edit. */
export type Failure = { message: string; transient: boolean };

/** Which environment a status is about. */
export type Subject = {
  /** The backend. */
  type: string;
  rendered: RenderedEnvironment;
  /** The revision that a freeze pins the environment to. */
  frozen?: string;
};

/** What is known of an environment after a turn. */
export type Observed = Subject & {
  revision: string;
  live: ReadonlyMap<string, readonly LiveObject[]>;
  failures: ReadonlyMap<string, Failure>;
  /** What left git and is still there. */
  prune?: PruneStatus;
  /** Faults that only the live state shows. */
  problems?: readonly Problem[];
  /** What holds the environment back as a whole. */
  message?: string;
};

/** The status of an environment: the worst of its resources; any problem of its files makes it failed. */
export function environmentStatus(observed: Observed): EnvironmentStatus {
  const { type, revision, rendered, live, failures, frozen, message, prune } = observed;
  const resources = Object.fromEntries([
    ...[...rendered.resources].map(([name, resource]) => {
      return [name, resourceStatus(resource, live.get(name) ?? [], failures.get(name))] as const;
    }),
    ...invalidStatuses(rendered),
  ]);
  const problems = [...rendered.problems, ...(observed.problems ?? [])];
  const statuses = [...Object.values(resources), ...(prune?.objects ?? [])].map(({ status }) => status);
  return {
    type,
    status: problems.length > 0 ? 'Failed' : worst(statuses),
    ...(message !== undefined && { message }),
    revision,
    tree: rendered.tree,
    ...(frozen !== undefined && { frozen }),
    ...(prune !== undefined && { prune }),
    resources,
    problems,
  };
}

/**
 * The status where the backend does not answer: what was last known of each resource. It has neither revision nor tree,
 * since nobody knows what runs.
 */
export function unreachableStatus(
  { type, rendered, frozen }: Subject,
  { message, since }: { message: string; since: Date | undefined },
  last: EnvironmentStatus | undefined,
): EnvironmentStatus {
  const unknown = [...rendered.resources].map(([name, resource]): [string, ResourceStatus] => {
    return [name, { ...verdict('Unreachable'), ...identityOf(resource), objects: [] }];
  });
  return {
    type,
    status: 'Outdated',
    message: since === undefined ? message : `Unreachable since ${since.toISOString()}: ${message}`,
    ...(frozen !== undefined && { frozen }),
    ...(since !== undefined && { unreachableSince: since.toISOString() }),
    resources: {
      ...Object.fromEntries(unknown),
      ...last?.resources,
      ...Object.fromEntries(invalidStatuses(rendered)),
    },
    problems: [...rendered.problems],
  };
}

/** The status of one resource from its live objects, and from why it could not be applied. */
export function resourceStatus(
  desired: RenderedResource,
  live: readonly LiveObject[],
  failure?: Failure,
): ResourceStatus {
  const objects = live.map((object) => objectStatus(desired, object));
  const [first] = live;
  const healed = lastHealed(live);
  return {
    ...(failure === undefined ? worstOf(objects) : failed(failure)),
    ...identityOf(desired),
    ...(first?.version !== undefined && { liveVersion: first.version }),
    ...(first?.revision !== undefined && { liveRevision: first.revision }),
    ...(healed !== undefined && { healed }),
    objects,
  };
}

function lastHealed(live: readonly LiveObject[]): Drift | undefined {
  const healed = live.flatMap((object) => (object.healed === undefined ? [] : [object.healed]));
  return healed.sort((left, right) => ((left.healedAt ?? '') < (right.healedAt ?? '') ? 1 : -1))[0];
}

type Verdict = Pick<ResourceStatus, 'status' | 'reason' | 'message'>;

function verdict(reason: RolloutReason, message?: string): Verdict {
  return { status: statusOf(reason), reason, ...(message !== undefined && { message }) };
}

function failed({ message, transient }: Failure): Verdict {
  return verdict(transient ? 'Unreachable' : 'Failed', message);
}

function worstOf(objects: readonly ObjectStatus[]): Verdict {
  const status = worst(objects.map((object) => object.status));
  const decisive = objects.find((object) => object.status === status);
  return decisive ? verdict(decisive.reason, decisive.message) : verdict('NotDeployed');
}

/** The desired version and revision. */
function identityOf({ version, versionId, revision }: RenderedResource) {
  return {
    ...(version !== undefined && { version }),
    ...(versionId !== undefined && { versionId }),
    revision,
  };
}

/** An object that is well but does not carry what should run is out of date. */
function objectStatus(desired: RenderedResource, object: LiveObject): ObjectStatus {
  const { kind, namespace, name, message, drift } = object;
  const reason = object.reason === 'Clean' && !isCurrent(desired, object) ? 'OutOfDate' : object.reason;
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    status: statusOf(reason),
    reason,
    ...(message !== undefined && { message }),
    ...(drift !== undefined && { drift: [...drift] }),
  };
}

function invalidStatuses({ invalid }: RenderedEnvironment): [string, ResourceStatus][] {
  return [...invalid].map(([name, problems]) => [name, invalidStatus(problems)]);
}

function invalidStatus(problems: readonly Problem[]): ResourceStatus {
  return { ...verdict('Invalid', problems.map(formatProblem).join('; ')), objects: [] };
}
