import { RenderCache } from '@tribble/resource-repo/format';

/** What was rendered of one environment before: of the head, and of each revision that something is frozen at. */
export class RenderCaches {
  #caches = new Map<string, RenderCache>();

  /** The caches for one rendering; those of revisions that nothing is frozen at any more are dropped. */
  for(revisions: Iterable<string>): (revision: string) => RenderCache {
    const kept = [head, ...revisions].map((revision) => {
      return [revision, this.#caches.get(revision) ?? new RenderCache()] as const;
    });
    this.#caches = new Map(kept);
    return (revision) => this.#caches.get(revision) ?? new RenderCache();
  }
}

/** The name of the cache of what is not frozen. */
export const head = 'head';
