import type { Problem } from '@tribble/api';
import { GitError, type Head, type ResourceRepo } from '@tribble/resource-repo';
import {
  type EnvironmentFiles,
  type EvaluatedFiles,
  type Locks,
  type RenderedEnvironment,
  type Snapshot,
} from '@tribble/resource-repo/format';
import { head as headName, type RenderCaches } from './core/render-caches.ts';
import type { JsonnetEvaluations } from './jsonnet-evaluations.ts';
import { desiredEnvironment, frozenRevisions, locksOf } from './core/desired.ts';

/** What should run in an environment, and what people say about changing it. `exists`: the head has its folder. */
export type Desired = { rendered: RenderedEnvironment; locks: Locks; exists: boolean };

/** The id that git gives to a folder without files. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/**
 * What should run, with the snapshots that freezes name. All heads share one history: once it knows a newer commit, this
 * head can no longer tell which commit brought a file, and whoever fetched that commit will ask for another turn.
 */
export async function readDesired(
  head: Head,
  environment: string,
  repo: ResourceRepo,
  caches: RenderCaches,
  evaluations?: JsonnetEvaluations,
): Promise<Desired | 'superseded'> {
  const found = head.snapshot.environments.get(environment);
  const files = found ?? missingFolder(head.snapshot, environment);
  const { locks, problems } = locksOf(head.snapshot, environment);
  const frozen = new Map<string, Snapshot>();
  for (const revision of frozenRevisions(locks)) {
    const snapshot = await readSnapshot(repo, revision);
    if (snapshot !== undefined) frozen.set(revision, snapshot);
  }
  const evaluated = await evaluate(head, files, frozen, repo, evaluations);
  if (repo.head !== head) return 'superseded';
  const rendered = desiredEnvironment(files, locks, frozen, head.history, caches, evaluated);
  const all = [...rendered.problems, ...problems];
  return { rendered: { ...rendered, problems: all }, locks, exists: found !== undefined };
}

/** What the jsonnet files of the environment came to at the head and at each frozen revision. */
async function evaluate(
  { snapshot: { revision } }: Head,
  files: EnvironmentFiles,
  frozen: ReadonlyMap<string, Snapshot>,
  repo: ResourceRepo,
  evaluations?: JsonnetEvaluations,
): Promise<Map<string, EvaluatedFiles>> {
  const environments = new Map([[revision, files]]);
  for (const [name, snapshot] of frozen) {
    const found = snapshot.environments.get(files.name);
    if (found !== undefined) environments.set(name, found);
  }
  const evaluated = new Map(await evaluations?.at(environments, repo));
  return evaluated.set(headName, evaluated.get(revision) ?? new Map());
}

/** A folder that is not there has no files; one that cannot be read has a problem, which keeps what was deployed. */
function missingFolder({ problems }: Snapshot, name: string): EnvironmentFiles {
  const own = problems.filter(({ path }: Problem) => path === name || path.startsWith(`${name}/`));
  return { name, tree: emptyTree, files: new Map(), problems: own };
}

async function readSnapshot(repo: ResourceRepo, revision: string): Promise<Snapshot | undefined> {
  try {
    return await repo.snapshotAt(revision);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
