/**
 * What a rollout came to, and whether that is worth an entry on the outcome ref. `see` folds one turn into what this
 * process has seen; `outcomeOf` compares that with what is recorded. Why so: docs/adr/0009-outcomes-in-git.md.
 */
import type { EnvironmentStatus, ResourceStatus, RolloutStatus } from '@tribble/api';
import {
  type DeployedVersion,
  formatProblem,
  isSameVersion,
  type RenderedResource,
} from '@tribble/resource-repo/format';

/** `since` is the first turn that saw it. `isFirstSight`: it was Clean when this process first looked, and maybe before. */
type SeenCleanTime = { since: string; isFirstSight: boolean };

/** What this process has seen of a resource. */
export type SeenResource = DeployedVersion & {
  status: RolloutStatus;
  /** Why it is not Clean, in full. */
  reason?: string;
  /** The Clean time that goes on. */
  clean?: SeenCleanTime;
  /** The last Clean time that this process saw end, and when it did. */
  ended?: SeenCleanTime & { at: string; version: DeployedVersion };
  /** Nobody knows how it is `now`: it goes on as it was. `always`: this process could not look at it yet. */
  unknown?: 'now' | 'always';
};

/** What this process has seen of an environment up to a turn. */
export type Seen = {
  at: string;
  tree: string;
  revision: string;
  status: RolloutStatus;
  reasons: readonly string[];
  /** The first turn that saw this tree not Clean, as long as it is not. */
  notCleanSince?: string;
  /** How long it took until this tree got this status. */
  seconds: number;
  resources: ReadonlyMap<string, SeenResource>;
};

/** What is known of a turn besides the status that it found. */
export type TurnFacts = {
  now: Date;
  /** When the turn began; what it applied may be Clean at its end already. */
  startedAt?: Date;
  /** What should run, for the digests. */
  rendered?: ReadonlyMap<string, Pick<RenderedResource, 'digest'>>;
};

/** What is seen after one more turn. A backend that does not answer shows nothing, neither good nor bad. */
export function see(before: Seen | undefined, status: EnvironmentStatus, turn: TurnFacts): Seen | undefined {
  const { tree, revision } = status;
  if (tree === undefined || revision === undefined) return before;
  const at = turn.now.toISOString();
  const resources = new Map<string, SeenResource>();
  for (const [name, resource] of Object.entries(status.resources)) {
    resources.set(
      name,
      seeResource(before?.resources.get(name), resource, turn.rendered?.get(name)?.digest, at),
    );
  }
  const progress = progressOf(before, { ...status, tree }, turn);
  return { at, tree, revision, status: status.status, reasons: reasonsOf(status), ...progress, resources };
}

function seeResource(
  before: SeenResource | undefined,
  { status, reason, message, version, versionId, revision }: ResourceStatus,
  digest: string | undefined,
  at: string,
): SeenResource {
  if (reason === 'Unreachable') {
    return before ? { ...before, unknown: before.unknown ?? 'now' } : { status, unknown: 'always' };
  }
  const deployed: DeployedVersion = {
    ...(version !== undefined && { version }),
    ...(versionId !== undefined && { versionId }),
    ...(digest !== undefined && { digest }),
    ...(revision !== undefined && { revision }),
  };
  const was = before?.clean;
  const goesOn = was !== undefined && status === 'Clean' && isSameVersion(before ?? {}, deployed);
  const beginning = { since: at, isFirstSight: before === undefined || before.unknown === 'always' };
  const ended = was && !goesOn ? { ...was, at, version: versionOf(before ?? {}) } : before?.ended;
  return {
    ...deployed,
    status,
    ...(status !== 'Clean' && { reason: message === undefined ? reason : `${reason}: ${message}` }),
    ...(status === 'Clean' && { clean: goesOn ? was : beginning }),
    ...(ended !== undefined && { ended }),
  };
}

/** The version alone, so that what is remembered does not grow from turn to turn. */
export function versionOf({ version, versionId, digest, revision }: DeployedVersion): DeployedVersion {
  return {
    ...(version !== undefined && { version }),
    ...(versionId !== undefined && { versionId }),
    ...(digest !== undefined && { digest }),
    ...(revision !== undefined && { revision }),
  };
}

/** Since when the tree is not Clean, and how long it took to get where it is. */
function progressOf(
  before: Seen | undefined,
  { status, tree }: { status: RolloutStatus; tree: string },
  { now, startedAt = now }: TurnFacts,
): Pick<Seen, 'notCleanSince' | 'seconds'> {
  const known = before?.tree === tree ? before : undefined;
  const since = known?.notCleanSince ?? startedAt.toISOString();
  const elapsed = Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1000));
  const seconds = known?.status === status ? known.seconds : elapsed;
  return status === 'Clean' ? { seconds } : { notCleanSince: since, seconds };
}

/** All reasons in full: they are masked before they are cut, since half a password is no longer recognised. */
function reasonsOf({ status, problems, resources, message }: EnvironmentStatus): string[] {
  if (status === 'Clean') return [];
  const bad = Object.entries(resources).filter((entry) => entry[1].status !== 'Clean');
  const worst = bad.filter((entry) => entry[1].status === status);
  return [
    ...(message === undefined ? [] : [message]),
    ...problems.map(formatProblem),
    ...worst.map(([name, resource]) => `${name}: ${resource.message ?? resource.reason}`),
  ];
}
