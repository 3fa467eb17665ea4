import type { LeftOut } from '@tribble/api';
import { type Candidate, narrow } from './candidate.ts';
import { matcherOf } from './globs.ts';
import { remember } from './remember.ts';

/**
 * Leaves out whole groups of which a member stays behind. A member that differs and is not part of the transition at all
 * (`Excluded`) holds nobody.
 */
export function keepTogether(candidate: Candidate, groups: readonly string[]): Candidate {
  const members = membersOf(groups);
  let kept = candidate;
  // A group that stays behind may have a member in common with another one.
  for (;;) {
    const next = members.reduce(keepGroup, kept);
    if (next === kept) return kept;
    kept = next;
  }
}

type IsMember = (resource: string) => boolean;

/** One matcher for each group. */
export const membersOf = remember((groups: readonly string[]): IsMember[] =>
  groups.map((glob) => matcherOf([glob])),
);

function keepGroup(candidate: Candidate, isMember: IsMember): Candidate {
  const behind = candidate.leftOut.find(
    ({ resource, reason }) => reason !== 'Excluded' && isMember(resource),
  );
  if (behind === undefined) return candidate;
  return narrow(candidate, (resource) => (isMember(resource) ? togetherWith(behind) : undefined));
}

function togetherWith({ resource, reason, message, until }: LeftOut): Omit<LeftOut, 'resource'> {
  const why = message ?? reason;
  return {
    reason: 'Together',
    message: reason === 'Together' ? why : `moves together with ${resource}: ${why}`,
    ...(until !== undefined && { until }),
  };
}
