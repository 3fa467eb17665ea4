import type { ExplanationLink, ResourceStatus } from '@tribble/api';
import type { RepositoryFile } from '@tribble/resource-repo/format';
import { indexOf, locksOf } from '../environment-index.ts';
import type { Facts } from '../facts.ts';
import { Rollouts } from '../forecast/rollouts.ts';
import { unreportedLink } from './unreported.ts';

type Place = { environment: string; resource: string };

/** The rollout of a version that has come to an environment: `done` once the deployer says that exactly this version is Clean. */
export function rolloutLink(facts: Facts, place: Place, file: RepositoryFile): ExplanationLink {
  const { environment, resource } = place;
  const status = facts.statusOf(environment);
  if (status === undefined) return unreportedLink(facts.snapshot, place);
  const reported = Object.hasOwn(status.resources, resource) ? status.resources[resource] : undefined;
  const isThere = reported?.versionId === file.id;
  if (!isThere && frozenBy(facts, place) !== undefined) return frozenLink(facts, place, 'blocking');
  if (reported?.status === 'Failed' && isThere) return failedLink(place, reported);
  const isNewest = status.tree === facts.snapshot.environments.get(environment)?.tree;
  if (isThere && isNewest && reported?.status === 'Clean')
    return { state: 'done', code: 'Arrived', reason: `${resource} is Clean in ${environment}` };
  return waitingLink(facts, place, reported, isThere && isNewest);
}

/** That an environment, or a resource of it, is kept at a revision; undefined where it is not. */
export function frozenBy(
  { snapshot, statusOf }: Facts,
  { environment, resource }: Place,
): string | undefined {
  const { freeze, resourceFreezes } = locksOf(snapshot, environment);
  const own = resourceFreezes.get(resource) ?? freeze;
  const revision = own?.revision ?? statusOf(environment)?.frozen;
  if (revision === undefined) return undefined;
  const who = [own?.reason, own?.by === undefined ? undefined : `by ${own.by}`].flatMap((each) => each ?? []);
  const why = who.length === 0 ? '' : ` (${who.join(', ')})`;
  const what = snapshotName(resourceFreezes.has(resource), environment, resource);
  return `${what} is frozen at ${revision.slice(0, 12)}${why}`;
}

const snapshotName = (isAlone: boolean, environment: string, resource: string) =>
  isAlone ? `${resource} in ${environment}` : environment;

/** A frozen environment takes no new version, also where none has come yet. */
export function frozenLink(facts: Facts, place: Place, state: 'blocking' | 'waiting'): ExplanationLink {
  const nextAction = `take the freeze out of ${place.environment}/locks.yaml`;
  return { state, code: 'Frozen', reason: frozenBy(facts, place) ?? '', nextAction };
}

function failedLink({ environment, resource }: Place, { message, reason }: ResourceStatus): ExplanationLink {
  return {
    state: 'blocking',
    code: 'RolloutFailed',
    reason: `${resource} in ${environment} is Failed (${message ?? reason})`,
    nextAction: `register a version that works, or deploy the one before: POST /api/deployments`,
  };
}

function waitingLink(
  facts: Facts,
  place: Place,
  reported: ResourceStatus | undefined,
  isSeen: boolean,
): ExplanationLink {
  const { environment, resource } = place;
  const { unreachableSince, message } = facts.statusOf(environment) ?? {};
  if (unreachableSince !== undefined) {
    const reason = `${environment} does not answer since ${unreachableSince}`;
    const nextAction = `see to it that the deployer of ${environment} can reach it`;
    return { state: 'blocking', code: 'RollingOut', reason, nextAction };
  }
  if (reported === undefined && !indexOf(facts.snapshot, environment).bases.has(resource)) {
    const path = `${environment}/base/${resource}.yaml`;
    return { state: 'blocking', code: 'NoBase', reason: `${path} is missing`, nextAction: `add ${path}` };
  }
  const ends = new Rollouts(facts).endIn(environment)?.toISOString();
  const seen =
    reported &&
    `${resource} in ${environment} is ${reported.status} (${reported.message ?? reported.reason})`;
  const unseen = message ?? `the newest commit of ${environment} is not reported as deployed yet`;
  return {
    state: 'blocking',
    code: 'RollingOut',
    reason: (isSeen ? seen : undefined) ?? unseen,
    nextAction: 'nothing to do: the deployer goes on by itself',
    ...(ends !== undefined && { earliest: ends }),
  };
}
