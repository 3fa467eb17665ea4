import { diffMergePatch, type Freshness, type Json, type Problem, type State } from '@tribble/api';
import type { ResourceRepo } from '@tribble/resource-repo';
import { nextExpiry } from './core/next-expiry.ts';
import { stateOf } from './core/state.ts';
import type { Reports } from './reports.ts';
import type { FileProblems } from './file-problems.ts';

/** Listeners get what changed in the state, as a merge patch. */
type StateListener = (patch: Json) => void;

type Sources = {
  repo: Pick<ResourceRepo, 'head'>;
  reports: Pick<Reports, 'environments' | 'transitioner' | 'problems' | 'freshness'>;
  problems: FileProblems;
  now: () => Date;
  changed: StateListener;
};

/** The newest state, folded again whenever a source has news, and when a lock or a pause expires. */
export class LiveState {
  readonly #sources: Sources;
  #state: State;
  #repository: Freshness;
  #expiry: Date | undefined;

  constructor(sources: Sources, initial: State) {
    this.#sources = sources;
    this.#state = initial;
    this.#repository = initial.freshness.repository;
  }

  get state(): State {
    return this.#state;
  }

  /** Takes note of whether the repository could be read. `since` is the beginning of a state, whatever its words. */
  setRepository(state: Freshness['state'], message?: string): void {
    const before = this.#repository;
    if (state === before.state && withoutNumbers(message) === withoutNumbers(before.message)) return;
    const since = state === before.state ? before.since : this.#sources.now().toISOString();
    this.#repository = { state, since, ...(message !== undefined && { message }) };
    this.refresh();
  }

  /** Folds the state again where the time has come for a lock or a pause to expire. */
  refreshIfExpired(): void {
    if (this.#expiry !== undefined && this.#expiry <= this.#sources.now()) this.refresh();
  }

  /** Folds the state again and tells what changed. */
  refresh(): void {
    const { changed } = this.#sources;
    const next = this.#fold();
    const patch = diffMergePatch(this.#state, next);
    if (patch === undefined) return;
    this.#state = next;
    changed(patch);
  }

  #fold(): State {
    const { repo, reports, problems, now } = this.#sources;
    const freshness = { ...reports.freshness, repository: this.#repository };
    const { head } = repo;
    if (head === undefined) return { ...this.#state, freshness };
    const { snapshot, history } = head;
    const time = now();
    this.#expiry = nextExpiry(snapshot, time);
    return stateOf({
      branch: head.branch,
      snapshot,
      lastChange: (path) => history.lastChange(path),
      problemsOf: (environment, isDeployed): readonly Problem[] =>
        problems.of(snapshot.environments.get(environment), isDeployed),
      environments: reports.environments,
      transitioner: reports.transitioner,
      reported: reports.problems,
      freshness,
      now: time,
    });
  }
}

/** Errors of the network count milliseconds, which are no news. */
function withoutNumbers(message: string | undefined): string | undefined {
  return message?.replaceAll(/\d+/g, '');
}
