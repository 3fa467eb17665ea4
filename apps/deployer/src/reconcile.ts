import type { EnvironmentStatus } from '@tribble/api';
import type { Head, ResourceRepo } from '@tribble/resource-repo';
import {
  type Deployer,
  type Locks,
  locksPath,
  type RenderedEnvironment,
} from '@tribble/resource-repo/format';
import type { Logger, Outcome } from '@tribble/service-kit';
import { type Applied, type Backend, BackendError } from './backends/backend.ts';
import type { RenderCaches } from './core/render-caches.ts';
import { environmentStatus, type Failure, type Subject, unreachableStatus } from './core/status.ts';
import type { JsonnetEvaluations } from './jsonnet-evaluations.ts';
import { type Desired, readDesired } from './read-desired.ts';

/** What a turn came to; without a status it found nothing out. */
export type Turn = {
  outcome: Outcome;
  status?: EnvironmentStatus;
  /** What should run. */
  rendered?: RenderedEnvironment;
  /** What was changed. */
  changes?: Applied['changes'];
};

export type EnvironmentContext = {
  deployer: Deployer;
  backend: Backend;
  repo: ResourceRepo;
  log: Logger;
  /** Why nothing may be applied, where something outside of the environment's folder says so. */
  held?: string;
  /** The status of the turn before: what is last known when the backend does not answer. */
  last: EnvironmentStatus | undefined;
  /** What was rendered before, so that only what changed is rendered again. */
  renderCaches: RenderCaches;
  /** What jsonnet files came to; without it nothing evaluates them, and they are problems. */
  evaluations?: JsonnetEvaluations;
};

/** One turn of one environment: read what should run and what runs, decide, apply, report. */
export async function reconcile(head: Head, context: EnvironmentContext): Promise<Turn> {
  const { deployer, last, repo, renderCaches, evaluations } = context;
  const { environment } = deployer;
  const desired = await readDesired(head, environment, repo, renderCaches, evaluations);
  if (desired === 'superseded')
    return { outcome: { kind: 'unchanged', reason: 'a newer commit is on its way' } };
  const { rendered, locks } = desired;
  const frozen = locks.freeze && { frozen: locks.freeze.revision };
  const subject = { type: deployer.type, rendered, ...frozen };
  const note = { held: heldBy(context, locks), absent: missing(desired, environment) };
  try {
    return await converge(head, subject, note, context);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const { message } = error;
    return {
      outcome: { kind: 'failed', reason: 'backend does not answer', facts: { message } },
      status: unreachableStatus(subject, error, last),
      rendered,
    };
  }
}

async function converge(
  head: Head,
  subject: Subject,
  { held, absent }: { held: string | undefined; absent: string | undefined },
  { backend, deployer, log }: EnvironmentContext,
): Promise<Turn> {
  const { revision } = head.snapshot;
  const { rendered } = subject;
  const { selfHeal, prune } = deployer;
  const plan = held === undefined && (await backend.plan(rendered, { revision, selfHeal, prune }));
  const { changes, failures } = plan ? await plan.apply() : nothingApplied;
  for (const change of changes) {
    // Somebody may wonder where an edit went.
    if (change.drift === undefined) log.info(change, 'applied');
    else log.warn(change, 'put right what somebody else changed');
  }
  const { resources: live, ...seen } = await backend.observe(rendered);
  // What waits for a person holds the environment back as well, above all where its whole folder is gone.
  const said = held ?? (seen.prune?.confirm && seen.prune.message) ?? absent;
  const told = said === undefined ? {} : { message: said };
  const status = environmentStatus({ ...subject, ...told, ...seen, revision, live, failures });
  return { outcome: outcomeOf(status, changes.length > 0, failures), status, rendered, changes };
}

const nothingApplied: Applied = { changes: [], failures: new Map() };

/** What is said of an environment whose entry pauses it. */
export const pausedNote = 'paused in deployers.yaml: nothing is applied';

/** Why nothing may be applied. A lock file that cannot be read may hold a freeze, which must not end by a typing error. */
export function heldBy(
  { deployer, held }: Pick<EnvironmentContext, 'deployer' | 'held'>,
  locks: Locks,
): string | undefined {
  if (held !== undefined) return held;
  if (deployer.paused) return pausedNote;
  if (locks.valid) return undefined;
  return `${locksPath(deployer.environment)} has a problem: nothing is applied, since nobody knows what is frozen`;
}

/** What is told of an environment without a folder. */
export function missing({ exists }: Desired, environment: string): string | undefined {
  return exists ? undefined : `the repository has no folder ${environment} yet`;
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
