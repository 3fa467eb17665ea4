import type { RepositoryFile, Snapshot, Transition, TransitionEntry } from '@tribble/resource-repo/format';
import { indexOf } from '../environment-index.ts';
import { globFault } from '../globs.ts';
import { scopeOf } from '../scope.ts';

/** A transition on the way of a resource, and the source that it comes from. */
export type Hop = { name: string; transition: Transition; source: string };

/** Where versions of a resource come from before they reach an environment. */
export type Upstream = {
  /** That environment, and those before it: the nearest first. */
  environments: readonly string[];
  /** The hop out of each of them, on the shortest way. */
  hops: ReadonlyMap<string, Hop>;
  /** Every hop into each of them; none where versions enter. */
  into: ReadonlyMap<string, readonly Hop[]>;
};

/** Walks the transitions back from an environment, as far as they move the resource. */
export function upstreamOf(
  entries: Iterable<TransitionEntry>,
  resource: string,
  environment: string,
): Upstream {
  const rules = [...entries].flatMap(({ name, transition }) => (transition ? [{ name, transition }] : []));
  const moving = rules.filter(({ transition }) => isMoved(transition, resource));
  const environments = [environment];
  const hops = new Map<string, Hop>();
  const into = new Map<string, readonly Hop[]>();
  // It grows while it is walked.
  for (const target of environments) {
    const arriving = moving
      .filter(({ transition }) => transition.target === target)
      .flatMap((rule) => rule.transition.sources.map((source): Hop => ({ ...rule, source })));
    into.set(target, arriving);
    for (const hop of arriving) {
      if (environments.includes(hop.source)) continue;
      environments.push(hop.source);
      hops.set(hop.source, hop);
    }
  }
  return { environments, hops, into };
}

/** The hops from one environment to the end of the way, in the order of the way. */
export function hopsFrom(position: string, { hops }: Upstream): Hop[] {
  const way: Hop[] = [];
  for (let hop = hops.get(position); hop; hop = hops.get(hop.transition.target)) way.push(hop);
  return way;
}

/** The hops by which a version came to an environment, the newest first. */
export function hopsTo(position: string, { into }: Upstream, wasThere: (name: string) => boolean): Hop[] {
  const way: Hop[] = [];
  const seen = new Set([position]);
  let target = position;
  for (;;) {
    const hop = into.get(target)?.find(({ source }) => wasThere(source) && !seen.has(source));
    if (hop === undefined) return way;
    way.push(hop);
    seen.add(hop.source);
    target = hop.source;
  }
}

/** The version file of a resource in an environment; of two, which is a fault, the first. */
export function fileIn(
  snapshot: Snapshot,
  environment: string,
  resource: string,
): RepositoryFile | undefined {
  return indexOf(snapshot, environment).versions.get(resource)?.[0];
}

/** Whether a transition moves a resource at all. A glob that is no glob is a fault of its own. */
export function isMoved(transition: Transition, resource: string): boolean {
  const { include = [], exclude } = transition;
  const isFaulty = [...include, ...exclude].some((glob) => globFault(glob) !== undefined);
  return isFaulty || scopeOf(transition)(resource);
}
