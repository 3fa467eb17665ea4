import {
  type EnvironmentStatus,
  type ObjectStatus,
  type Problem,
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

/** What is known of an environment after a turn. */
export type Observed = {
  type: string;
  revision: string;
  rendered: RenderedEnvironment;
  live: ReadonlyMap<string, readonly LiveObject[]>;
  /** Why a resource could not be applied. */
  failures: ReadonlyMap<string, string>;
  frozen?: string;
};

/** The status of an environment: the worst of its resources, a resource with a problem being failed. */
export function environmentStatus({
  type,
  revision,
  rendered,
  live,
  failures,
  frozen,
}: Observed): EnvironmentStatus {
  const resources = new Map<string, ResourceStatus>();
  for (const [name, resource] of rendered.resources) {
    resources.set(name, resourceStatus(resource, live.get(name) ?? [], failures.get(name)));
  }
  for (const [name, problems] of rendered.invalid) resources.set(name, invalidStatus(problems));
  const problems = [...rendered.problems];
  const ownProblems: ResourceStatus['status'][] = problems.length > 0 ? ['Failed'] : [];
  return {
    type,
    status: worst([...[...resources.values()].map(({ status }) => status), ...ownProblems]),
    revision,
    tree: rendered.tree,
    ...(frozen !== undefined && { frozen }),
    resources: Object.fromEntries(resources),
    problems,
  };
}

/** The status of one resource from its live objects, and from why it could not be applied. */
export function resourceStatus(
  desired: RenderedResource,
  live: readonly LiveObject[],
  failure: string | undefined,
): ResourceStatus {
  const objects = live.map((object) => objectStatus(desired, object));
  const status = failure === undefined ? worst(objects.map((object) => object.status)) : 'Failed';
  const decisive = objects.find((object) => object.status === status);
  const [first] = live;
  const message = failure ?? decisive?.message;
  return {
    status,
    reason: failure === undefined ? (decisive?.reason ?? 'Clean') : 'Failed',
    ...(message !== undefined && { message }),
    ...(desired.version !== undefined && { version: desired.version }),
    ...(desired.versionId !== undefined && { versionId: desired.versionId }),
    revision: desired.revision,
    ...(first?.version !== undefined && { liveVersion: first.version }),
    ...(first?.revision !== undefined && { liveRevision: first.revision }),
    objects,
  };
}

/** An object that does not carry what should run is outdated, unless its own rollout says something worse. */
function objectStatus(desired: RenderedResource, object: LiveObject): ObjectStatus {
  const { kind, namespace, name, message } = object;
  const own = statusOf(object.reason);
  const isOutdated =
    !isCurrent(desired, object) && object.reason !== 'NotDeployed' && worst([own, 'Outdated']) === 'Outdated';
  const reason: RolloutReason = isOutdated ? 'OutOfDate' : object.reason;
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    status: statusOf(reason),
    reason,
    ...(message !== undefined && { message }),
  };
}

function invalidStatus(problems: readonly Problem[]): ResourceStatus {
  return {
    status: 'Failed',
    reason: 'Invalid',
    message: problems.map(formatProblem).join('; '),
    objects: [],
  };
}
