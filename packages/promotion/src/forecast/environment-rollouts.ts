import { type EnvironmentStatus, type ResourceStatus, worst } from '@tribble/api';
import { formatDuration, type Snapshot } from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import { indexOf, locksOf } from '../environment-index.ts';
import type { Outcomes } from '../facts.ts';
import { OutcomesOverlay } from './outcomes-overlay.ts';
import type { Deployed } from './rollouts.ts';

/** Where nothing is recorded yet. */
const defaultSeconds = 60;

type Rollout = {
  endsAt: number;
  deployed: readonly Deployed[];
  /** It brings the environment to what git says: the deployer had not reported that at the start. */
  catchesUp: boolean;
};

type Real = { status: EnvironmentStatus; outcomes: Outcomes | undefined; isPaused: boolean };

/** The rollouts of one environment. Its own copy of the report is changed; every change gives a new one to readers. */
export class EnvironmentRollouts {
  readonly #name: string;
  readonly #outcomes: OutcomesOverlay | undefined;
  readonly #seconds: number;
  /** Nothing is deployed, and no newer commit is reported. */
  readonly #isStopped: boolean;
  /** It is Failed as a whole, and no resource of it is why. */
  readonly #isFailed: boolean;
  #status: EnvironmentStatus;
  #isStale = false;
  #isAssumed = false;
  #open: Rollout[] = [];

  constructor(name: string, { status, outcomes, isPaused }: Real) {
    this.#name = name;
    this.#status = { ...status, resources: { ...status.resources } };
    this.#outcomes = outcomes && new OutcomesOverlay(outcomes);
    this.#seconds = Math.max(1, outcomes?.usualSeconds() ?? defaultSeconds);
    this.#isStopped = isPaused || status.unreachableSince !== undefined;
    const resources = Object.values(status.resources);
    this.#isFailed = status.status === 'Failed' && resources.every((each) => each.status !== 'Failed');
  }

  get status(): EnvironmentStatus {
    return this.#status;
  }

  get outcomes(): Outcomes | undefined {
    return this.#outcomes;
  }

  get assumption(): string | undefined {
    if (!this.#isAssumed) return undefined;
    return `rollouts in ${this.#name} go well and take ${formatDuration(this.#seconds * 1_000)}, as usual`;
  }

  nextEnd(): number | undefined {
    return this.#open.length === 0 ? undefined : Math.min(...this.#open.map(({ endsAt }) => endsAt));
  }

  /** What is under way at the start is taken to end after the usual time. */
  catchUp(snapshot: Snapshot, now: Date): void {
    this.#isStale = this.#status.tree !== snapshot.environments.get(this.#name)?.tree;
    if (this.#isStopped) return;
    const deployed = this.#underWay(snapshot);
    const isUnderWay = this.#status.status === 'InProgress' || this.#status.status === 'Outdated';
    if (!this.#isStale && !isUnderWay && deployed.length === 0) return;
    this.#open.push({ endsAt: this.#endOf(now), deployed, catchesUp: true });
  }

  deploy(deployed: readonly Deployed[], snapshot: Snapshot, now: Date): Date | undefined {
    if (this.#isStopped) {
      this.#isStale = true;
      return undefined;
    }
    const tree = snapshot.environments.get(this.#name)?.tree;
    if (!this.#isStale) this.#status = { ...this.#status, ...(tree !== undefined && { tree }) };
    const free = deployed.filter(({ resource }) => !this.#isFrozen(snapshot, resource));
    if (free.length === 0) return undefined;
    for (const each of free) this.#turn(each, 'InProgress', snapshot, now);
    const endsAt = this.#endOf(now);
    this.#open.push({ endsAt, deployed: free, catchesUp: false });
    this.#tell();
    return new Date(endsAt);
  }

  settle(snapshot: Snapshot, now: Date): void {
    const over = this.#open.filter(({ endsAt }) => endsAt <= now.getTime());
    if (over.length === 0) return;
    this.#open = this.#open.filter((each) => !over.includes(each));
    for (const { deployed, catchesUp } of over) {
      for (const each of deployed)
        if (this.#isNewest(each, snapshot)) this.#turn(each, 'Clean', snapshot, now);
      if (catchesUp) this.#isStale = false;
    }
    const tree = snapshot.environments.get(this.#name)?.tree;
    if (!this.#isStale && tree !== undefined) {
      this.#status = { ...this.#status, tree };
      this.#outcomes?.settle(tree, snapshot.revision, now.toISOString());
    }
    this.#isAssumed = true;
    this.#tell();
  }

  #endOf(now: Date): number {
    return now.getTime() + Math.round(this.#seconds * 1_000);
  }

  /** The resources that the deployer is at, or will be at once it has seen the newest commit. */
  #underWay(snapshot: Snapshot): Deployed[] {
    const { versions, bases } = indexOf(snapshot, this.#name);
    const names = new Set(versions.keys());
    for (const name of Object.keys(this.#status.resources)) names.add(name);
    return [...names].flatMap((resource): Deployed[] => {
      const reported = this.#reported(resource);
      const file = versions.get(resource)?.[0];
      const isNew = this.#isStale && file?.id !== reported?.versionId && bases.has(resource);
      const isAtIt = reported?.status === 'InProgress' || reported?.status === 'Outdated';
      if ((!isNew && !isAtIt) || this.#isFrozen(snapshot, resource)) return [];
      const version = versionText(file);
      return [{ resource, ...(version !== undefined && { version }), ...(file && { versionId: file.id }) }];
    });
  }

  #isFrozen(snapshot: Snapshot, resource: string): boolean {
    const { freeze, resourceFreezes } = locksOf(snapshot, this.#name);
    return this.#status.frozen !== undefined || freeze !== undefined || resourceFreezes.has(resource);
  }

  #reported(resource: string): ResourceStatus | undefined {
    const { resources } = this.#status;
    return Object.hasOwn(resources, resource) ? resources[resource] : undefined;
  }

  /** Whether no later commit has brought another version of it. */
  #isNewest({ resource, versionId }: Deployed, snapshot: Snapshot): boolean {
    return indexOf(snapshot, this.#name).versions.get(resource)?.[0]?.id === versionId;
  }

  #turn(
    { resource, version, versionId }: Deployed,
    status: 'Clean' | 'InProgress',
    snapshot: Snapshot,
    now: Date,
  ): void {
    const at = now.toISOString();
    if (versionId === undefined && !this.#isDeployable(resource)) {
      delete this.#status.resources[resource];
      this.#outcomes?.remove(resource, at);
      return;
    }
    const { revision } = snapshot;
    const what = {
      ...(version !== undefined && { version }),
      ...(versionId !== undefined && { versionId }),
      revision,
    };
    const reason = status === 'Clean' ? 'Clean' : 'NotAllUpdated';
    const value: ResourceStatus = { status, reason, ...what, objects: [] };
    // A resource may be called `__proto__`, which an assignment would take for something else.
    Object.defineProperty(this.#status.resources, resource, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    this.#outcomes?.turn(resource, { status, ...what, ...(status !== 'Clean' && { reason }) }, at);
  }

  /** Whole manifests have no version file, and stay. */
  #isDeployable(resource: string): boolean {
    return this.#reported(resource)?.versionId === undefined && this.#reported(resource) !== undefined;
  }

  #tell(): void {
    const words = Object.values(this.#status.resources).map((each) => each.status);
    const status = this.#isFailed ? 'Failed' : worst(words);
    const { message: _message, ...rest } = this.#status;
    const isOver = this.#open.length === 0 && status === 'Clean';
    this.#status = {
      ...(isOver ? rest : this.#status),
      status: this.#open.length > 0 ? worst([status, 'InProgress']) : status,
    };
  }
}
