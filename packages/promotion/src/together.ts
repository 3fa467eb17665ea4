import type { LeftOut } from '@tribble/api';
import { type Candidate, narrow } from './candidate.ts';
import { matcherOf } from './globs.ts';

/**
 * Leaves out whole groups of which a member stays behind. A member that differs and is not part of the transition at all
 * (`Excluded`) holds nobody.
 */
export function keepTogether(candidate: Candidate, groups: readonly string[]): Candidate {
  let kept = candidate;
  // A group that stays behind may have a member in common with another one.
  for (;;) {
    const next = groups.reduce(keepGroup, kept);
    if (next === kept) return kept;
    kept = next;
  }
}

function keepGroup(candidate: Candidate, glob: string): Candidate {
  const isMember = matcherOf([glob]);
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
