import type { Transition } from '@tribble/resource-repo/format';
import { globFault, matcherOf } from './globs.ts';
import { remember } from './remember.ts';

/** Whether a transition moves a resource of this name at all: what its `resources` say. */
export const scopeOf = remember(({ include, exclude }: Transition): ((name: string) => boolean) => {
  const isIncluded = include === undefined ? () => true : safeMatcher(include);
  const isExcluded = safeMatcher(exclude);
  return (name) => isIncluded(name) && !isExcluded(name);
});

/** Of these names those that a transition moves: worked out once for each list of them. */
export const scopedNames = remember((transition: Transition) =>
  remember((names: readonly string[] | ReadonlySet<string>): readonly string[] =>
    [...names].filter(scopeOf(transition)),
  ),
);

/** A glob that is no glob is a fault of its own, and matches nothing here. */
function safeMatcher(globs: readonly string[]): (name: string) => boolean {
  return globs.some((glob) => globFault(glob) !== undefined) ? () => false : matcherOf(globs);
}
