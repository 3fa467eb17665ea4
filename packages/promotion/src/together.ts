import type { LeftOut } from '@tribble/api';
import type { Transition } from '@tribble/resource-repo/format';
import { type Candidate, narrow } from './candidate.ts';
import type { Change } from './change.ts';
import { matcherOf } from './globs.ts';
import { remember } from './remember.ts';

type Globs = readonly string[];

/** Leaves out whole groups of which a member stays behind. One that the transition does not move at all holds nobody. */
export function keepTogether(candidate: Candidate, globs: Globs): Candidate {
  if (globs.length === 0 || candidate.changes.length === 0) return candidate;
  const groupsOf = groupsIn(globs);
  const changing = membersByGroup(candidate.changes, globs);
  const held = new Map<string, Omit<LeftOut, 'resource'>>();
  const stopped = new Set<number>();
  const behind = [...candidate.leftOut];
  // It grows while it is walked: a group that stays behind may have a member in common with another one.
  for (const left of behind) {
    for (const group of groupsOf(left.resource)) {
      if (stopped.has(group)) continue;
      stopped.add(group);
      for (const { resource } of changing.get(group) ?? []) {
        if (held.has(resource)) continue;
        const reason = togetherWith(left);
        held.set(resource, reason);
        behind.push({ resource, ...reason });
      }
    }
  }
  return narrow(candidate, (resource) => held.get(resource));
}

function togetherWith({ resource, reason, message, until }: LeftOut): Omit<LeftOut, 'resource'> {
  const why = message ?? reason;
  return {
    reason: 'Together',
    message: reason === 'Together' ? why : `moves together with ${resource}: ${why}`,
    ...(until !== undefined && { until }),
  };
}

/**
 * What is judged, and approved, as one with a change: everything; with `perResource` what moves together with it, be it by way of
 * a member that two groups have in common.
 */
export function judgedAsOne(
  { perResource, together }: Pick<Transition, 'perResource' | 'together'>,
  changes: readonly Change[],
): (change: Change) => readonly Change[] {
  if (!perResource) return () => changes;
  const found = new Map<string, readonly Change[]>();
  const groupsOf = groupsIn(together);
  const members = membersByGroup(changes, together);
  for (const change of changes) {
    if (found.has(change.resource)) continue;
    const tied = new Set([change]);
    // It grows while it is walked.
    for (const { resource } of tied) {
      for (const group of groupsOf(resource)) {
        for (const member of members.get(group) ?? []) tied.add(member);
        members.delete(group);
      }
    }
    const all = [...tied];
    for (const { resource } of all) found.set(resource, all);
  }
  return (change) => found.get(change.resource) ?? [change];
}

/** These resources, and every other one of their groups, whether or not it changes by now. */
export function withGroups(resources: ReadonlySet<string>, globs: Globs): Pick<ReadonlySet<string>, 'has'> {
  if (globs.length === 0) return resources;
  const groupsOf = groupsIn(globs);
  const groups = new Set([...resources].flatMap(groupsOf));
  return { has: (name) => resources.has(name) || groupsOf(name).some((group) => groups.has(group)) };
}

/** One matcher for each group. */
export const membersOf = remember((globs: Globs) => globs.map((glob) => matcherOf([glob])));

/** The groups that a resource belongs to, by their place in the list: looked up once for each content of the list. */
const groupsIn = remember((globs: Globs) => {
  const members = membersOf(globs);
  const known = new Map<string, number[]>();
  return (resource: string): readonly number[] => {
    const found = known.get(resource);
    if (found) return found;
    const groups = members.flatMap((isMember, group) => (isMember(resource) ? [group] : []));
    known.set(resource, groups);
    return groups;
  };
});

function membersByGroup(changes: readonly Change[], globs: Globs): Map<number, Change[]> {
  const groupsOf = groupsIn(globs);
  const members = new Map<number, Change[]>();
  for (const change of changes) {
    for (const group of groupsOf(change.resource)) {
      const known = members.get(group);
      if (known) known.push(change);
      else members.set(group, [change]);
    }
  }
  return members;
}
