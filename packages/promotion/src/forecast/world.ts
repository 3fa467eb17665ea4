import {
  fileAt,
  type FileChange,
  parseResourcePath,
  type Snapshot,
  type Trailer,
  withFiles,
} from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import type { Facts } from '../facts.ts';
import { PastOverlay } from './past-overlay.ts';
import { type Deployed, Rollouts } from './rollouts.ts';

/** Who is named in a commit that is only imagined. */
const nobody = 'forecast';

/** A commit that is only imagined. */
export type ImaginedCommit = {
  /** New text by path; null deletes the file. */
  files: ReadonlyMap<string, string | null>;
  trailers?: readonly Trailer[];
};

/** The facts as they would become, were these commits made and nothing else to happen. What it began with stays as it is. */
export class World {
  readonly #base: Facts;
  readonly #past: PastOverlay;
  readonly #rollouts: Rollouts;
  #snapshot: Snapshot;
  #now: Date;

  constructor(base: Facts) {
    this.#base = base;
    this.#past = new PastOverlay(base.past);
    this.#rollouts = new Rollouts(base);
    this.#snapshot = base.snapshot;
    this.#now = base.now;
  }

  facts(): Facts {
    return {
      ...this.#base,
      snapshot: this.#snapshot,
      past: this.#past,
      statusOf: (environment) => this.#rollouts.statusOf(environment),
      outcomesOf: (environment) => this.#rollouts.outcomesOf(environment),
      now: this.#now,
    };
  }

  get now(): Date {
    return this.#now;
  }

  /** When the next rollout is over. */
  nextEnd(): Date | undefined {
    return this.#rollouts.nextEnd();
  }

  /** What is taken for granted of the rollouts in an environment. */
  assumptionOf(environment: string): string | undefined {
    return this.#rollouts.assumptionOf(environment);
  }

  goTo(now: Date): void {
    this.#now = now;
    this.#rollouts.settle(this.#snapshot, now);
  }

  /** Gives when the rollout is over in each environment that has one. */
  commit({ files, trailers = [] }: ImaginedCommit): Map<string, Date> {
    const before = this.#snapshot;
    this.#snapshot = withFiles(before, files);
    const changes = changesOf(files, before, this.#snapshot);
    this.#past.add({
      revision: this.#snapshot.revision,
      parents: [before.revision],
      author: nobody,
      committedAt: this.#now.toISOString(),
      trailers,
      changes,
    });
    const ends = new Map<string, Date>();
    for (const [name, deployed] of deployedIn(changes, this.#snapshot)) {
      const end = this.#rollouts.deploy(name, deployed, this.#snapshot, this.#now);
      if (end) ends.set(name, end);
    }
    return ends;
  }
}

function changesOf(
  files: ReadonlyMap<string, string | null>,
  before: Snapshot,
  after: Snapshot,
): FileChange[] {
  return [...files.keys()].flatMap((path) => {
    const change = { path, id: fileAt(after, path)?.id, before: fileAt(before, path)?.id };
    return change.id === change.before ? [] : [change];
  });
}

/** By environment: the resources whose version files changed. An environment of which only other files changed has none. */
function deployedIn(changes: readonly FileChange[], snapshot: Snapshot): Map<string, Deployed[]> {
  const found = new Map<string, Map<string, Deployed>>();
  for (const { path, id } of changes) {
    const [environment = '', ...rest] = path.split('/');
    if (rest.length === 0) continue;
    const resources = found.get(environment) ?? new Map<string, Deployed>();
    found.set(environment, resources);
    const parsed = parseResourcePath(path);
    // A file that comes beats one that goes: it may have another extension.
    if (parsed?.folder !== 'version' || (id === undefined && resources.has(parsed.resource))) continue;
    const version = id === undefined ? undefined : versionText(fileAt(snapshot, path));
    resources.set(parsed.resource, {
      resource: parsed.resource,
      ...(version !== undefined && { version }),
      ...(id !== undefined && { versionId: id }),
    });
  }
  return new Map([...found].map(([environment, resources]) => [environment, [...resources.values()]]));
}
