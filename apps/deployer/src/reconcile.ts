import type { EnvironmentStatus } from '@tribble/api';
import type { Head, ResourceRepo } from '@tribble/resource-repo';
import {
  type Deployer,
  locksPath,
  problem,
  type RenderedEnvironment,
  type Snapshot,
} from '@tribble/resource-repo/format';
import type { Logger, Outcome } from '@tribble/service-kit';
import { type Backend, BackendError } from './backends/backend.ts';
import { desiredEnvironment, frozenRevisions, locksOf } from './core/desired.ts';
import { type Action, planEnvironment } from './core/plan.ts';
import { environmentStatus } from './core/status.ts';

export type Turn = { outcome: Outcome; status: EnvironmentStatus };

export type EnvironmentContext = {
  deployer: Deployer;
  backend: Backend;
  repo: ResourceRepo;
  log: Logger;
  /** The status of the turn before: what is last known when the backend does not answer. */
  last: EnvironmentStatus | undefined;
};

/** One turn of one environment: read what should run and what runs, decide, apply, report. */
export async function reconcile(head: Head, context: EnvironmentContext): Promise<Turn> {
  const { deployer, last } = context;
  const rendered = await readDesired(head, context);
  if (rendered === undefined) return missingFolder(deployer);
  try {
    return await reconcileRendered(head, rendered, context);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const status: EnvironmentStatus = {
      type: deployer.type,
      status: 'Outdated',
      message: error.message,
      resources: last?.resources ?? {},
      problems: [...rendered.problems],
    };
    return {
      outcome: { kind: 'failed', reason: 'backend does not answer', facts: { message: error.message } },
      status,
    };
  }
}

async function reconcileRendered(
  head: Head,
  rendered: RenderedEnvironment,
  context: EnvironmentContext,
): Promise<Turn> {
  const { deployer, backend, log } = context;
  const before = await backend.observe(rendered.resources.values());
  const changes = planEnvironment(rendered.resources.values(), before).filter(
    ({ kind }) => kind !== 'unchanged',
  );
  const failures = deployer.paused ? new Map<string, string>() : await apply(changes, backend, log);
  const acted = changes.length > 0 && !deployer.paused;
  const live = acted ? await backend.observe(rendered.resources.values()) : before;
  const { freeze } = locksOf(head.snapshot, deployer.environment).locks;
  const observed = { type: deployer.type, revision: head.snapshot.revision, rendered, live, failures };
  const status = environmentStatus({ ...observed, ...(freeze && { frozen: freeze.revision }) });
  const pausedStatus = deployer.paused
    ? { ...status, message: 'paused in deployers.yaml: nothing is applied' }
    : status;
  return { outcome: outcomeOf(status, acted, failures), status: pausedStatus };
}

/** Applies what the plan says; a resource that cannot be applied stops no other. Gives the reasons of those that failed. */
async function apply(
  changes: readonly Action[],
  backend: Backend,
  log: Logger,
): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  for (const { kind, resource } of changes) {
    try {
      await backend.apply(resource);
      log.info(
        { resource: resource.name, revision: resource.revision, version: resource.version, change: kind },
        'applied',
      );
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      failures.set(resource.name, error.message);
    }
  }
  return failures;
}

/** What should run, with the snapshots that freezes name. Undefined where the repository has no such folder. */
async function readDesired(
  head: Head,
  { deployer, repo }: EnvironmentContext,
): Promise<RenderedEnvironment | undefined> {
  const files = head.snapshot.environments.get(deployer.environment);
  if (files === undefined) return undefined;
  const { locks, problems } = locksOf(head.snapshot, deployer.environment);
  const frozen = new Map<string, Snapshot>();
  const unknown = [...problems];
  for (const revision of frozenRevisions(locks)) {
    try {
      frozen.set(revision, await repo.snapshotAt(revision));
    } catch (error) {
      const message = `freeze: revision ${revision} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      unknown.push(
        problem(locksPath(deployer.environment), message, undefined, 'name a commit of this repository'),
      );
    }
  }
  const rendered = desiredEnvironment(files, locks, frozen, (path) => head.history.lastChange(path));
  return { ...rendered, problems: [...rendered.problems, ...unknown] };
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
  failures: ReadonlyMap<string, string>,
): Outcome {
  if (failures.size > 0) {
    return {
      kind: 'failed',
      reason: 'some resources cannot be applied',
      facts: Object.fromEntries(failures),
    };
  }
  return { kind: acted ? 'changed' : 'unchanged', reason: status.status };
}
