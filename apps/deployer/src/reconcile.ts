import type { EnvironmentStatus } from '@tribble/api';
import { GitError, type Head, type ResourceRepo } from '@tribble/resource-repo';
import {
  type Deployer,
  type Locks,
  locksPath,
  type RenderedEnvironment,
  type Snapshot,
} from '@tribble/resource-repo/format';
import type { Logger, Outcome } from '@tribble/service-kit';
import { type Backend, BackendError } from './backends/backend.ts';
import { desiredEnvironment, frozenRevisions, locksOf } from './core/desired.ts';
import { type Action, planEnvironment } from './core/plan.ts';
import { environmentStatus, type Failure, type Subject, unreachableStatus } from './core/status.ts';

/** What a turn came to; without a status it found nothing out. */
export type Turn = { outcome: Outcome; status?: EnvironmentStatus };

export type EnvironmentContext = {
  deployer: Deployer;
  backend: Backend;
  repo: ResourceRepo;
  log: Logger;
  /** Why nothing may be applied, where something outside of the environment's folder says so. */
  held?: string;
  /** The status of the turn before: what is last known when the backend does not answer. */
  last: EnvironmentStatus | undefined;
};

type Desired = { rendered: RenderedEnvironment; locks: Locks };

/** One turn of one environment: read what should run and what runs, decide, apply, report. */
export async function reconcile(head: Head, context: EnvironmentContext): Promise<Turn> {
  const { deployer, last } = context;
  const desired = await readDesired(head, context);
  if (desired === 'missing') return missingFolder(deployer);
  if (desired === 'superseded')
    return { outcome: { kind: 'unchanged', reason: 'a newer commit is on its way' } };
  const { rendered, locks } = desired;
  const subject = { type: deployer.type, rendered, ...(locks.freeze && { frozen: locks.freeze.revision }) };
  try {
    return await converge(head, subject, heldBy(context, locks), context);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const { message } = error;
    return {
      outcome: { kind: 'failed', reason: 'backend does not answer', facts: { message } },
      status: unreachableStatus(subject, message, last),
    };
  }
}

async function converge(
  head: Head,
  subject: Subject,
  held: string | undefined,
  { backend, log }: EnvironmentContext,
): Promise<Turn> {
  const resources = [...subject.rendered.resources.values()];
  const before = await backend.observe(resources);
  const plan = planEnvironment(resources, before);
  const changes = held === undefined ? plan.filter(({ kind }) => kind !== 'unchanged') : [];
  const failures = await apply(changes, backend, log);
  const live = changes.length > 0 ? await backend.observe(resources) : before;
  const { revision } = head.snapshot;
  const message = held === undefined ? {} : { message: held };
  const status = environmentStatus({ ...subject, ...message, revision, live, failures });
  return { outcome: outcomeOf(status, changes.length > 0, failures), status };
}

/** Applies what the plan says; a resource that cannot be applied stops no other. Gives why those failed that did. */
async function apply(
  changes: readonly Action[],
  backend: Backend,
  log: Logger,
): Promise<Map<string, Failure>> {
  const failures = new Map<string, Failure>();
  for (const { kind, resource } of changes) {
    const { name, revision, version } = resource;
    try {
      await backend.apply(resource);
      log.info({ resource: name, revision, version, change: kind }, 'applied');
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      failures.set(name, { message: error.message, transient: error.transient });
    }
  }
  return failures;
}

/**
 * What should run, with the snapshots that freezes name. All heads share one history: once it knows a newer commit, this
 * head can no longer tell which commit brought a file, and whoever fetched that commit will ask for another turn.
 */
async function readDesired(
  head: Head,
  { deployer: { environment }, repo }: EnvironmentContext,
): Promise<Desired | 'missing' | 'superseded'> {
  const files = head.snapshot.environments.get(environment);
  if (files === undefined) return 'missing';
  const { locks, problems } = locksOf(head.snapshot, environment);
  const frozen = new Map<string, Snapshot>();
  for (const revision of frozenRevisions(locks)) {
    const snapshot = await readSnapshot(repo, revision);
    if (snapshot !== undefined) frozen.set(revision, snapshot);
  }
  if (repo.head !== head) return 'superseded';
  const rendered = desiredEnvironment(files, locks, frozen, head.history);
  return { rendered: { ...rendered, problems: [...rendered.problems, ...problems] }, locks };
}

async function readSnapshot(repo: ResourceRepo, revision: string): Promise<Snapshot | undefined> {
  try {
    return await repo.snapshotAt(revision);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** Why nothing may be applied. A lock file that cannot be read may hold a freeze, which must not end by a typing error. */
function heldBy({ deployer, held }: EnvironmentContext, locks: Locks): string | undefined {
  if (held !== undefined) return held;
  if (deployer.paused) return 'paused in deployers.yaml: nothing is applied';
  if (locks.valid) return undefined;
  return `${locksPath(deployer.environment)} has a problem: nothing is applied, since nobody knows what is frozen`;
}

function missingFolder({ type, environment }: Deployer): Turn {
  const message = `the repository has no folder ${environment} yet`;
  return {
    outcome: { kind: 'unchanged', reason: message },
    status: { type, status: 'Clean', message, resources: {}, problems: [] },
  };
}

function outcomeOf(
  status: EnvironmentStatus,
  acted: boolean,
  failures: ReadonlyMap<string, Failure>,
): Outcome {
  if (failures.size === 0) return { kind: acted ? 'changed' : 'unchanged', reason: status.status };
  const facts = Object.fromEntries([...failures].map(([name, { message }]) => [name, message]));
  return { kind: 'failed', reason: 'some resources cannot be applied', facts };
}
