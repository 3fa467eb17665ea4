/** Environments of the conformance suite: each test has its own, in a namespace of its own, and leaves nothing behind. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { EnvironmentStatus, JobRun, ObjectChange } from '@tribble/api';
import {
  formatProblem,
  type Manifest,
  type RenderedEnvironment,
  type Value,
  type ValueMap,
} from '@tribble/resource-repo/format';
import { recordingLogger } from '@tribble/service-kit/testing';
import { environmentStatus } from '../../../core/status.ts';
import { type Applied, type Backend, BackendError, type PlanSettings } from '../../backend.ts';
import type { KubernetesClient } from '../api/client.ts';
import { Discovery } from '../api/discovery.ts';
import { createKubernetes } from '../index.ts';
import { identityOf, pathOf } from '../objects/resource-type.ts';
import { InventoryStore } from '../engine/inventory-store.ts';
import { until } from '../../backend.contract.ts';
import { openPlace, type Place, unique } from './place.contract.ts';
import { fileOf, type Files, renderFiles } from './repository.contract.ts';

/** What one turn did, and what was seen after it. */
export type Turn = Applied & { status: EnvironmentStatus };

/** Waits this long for word of a change, in milliseconds, before it looks all the same. */
const patience = 250;

/** The suite of one file: opens the cluster before its tests, and cleans up after them. */
export function conformance(): Suite {
  const suite = new Suite();
  beforeAll(() => suite.open());
  afterEach(() => suite.cleanUp());
  afterAll(() => suite.close());
  return suite;
}

export class Suite {
  /** Environments of one cluster share its watches, as they do in the deployer. */
  readonly kind = createKubernetes();
  #place: Place | undefined;
  #discovery: Discovery | undefined;
  readonly #environments: TestEnvironment[] = [];
  readonly #endings: (() => Promise<unknown> | void)[] = [];

  get place(): Place {
    if (this.#place === undefined) throw new Error('the cluster is opened before the tests');
    return this.#place;
  }

  get client(): KubernetesClient {
    return this.place.client;
  }

  async open(): Promise<void> {
    this.#place = await openPlace();
    this.#discovery = new Discovery(this.#place.client);
  }

  async cleanUp(): Promise<void> {
    for (const environment of this.#environments.splice(0)) await environment.backend.close();
    for (const end of this.#endings.splice(0).toReversed()) await end();
  }

  async close(): Promise<void> {
    await this.place.close();
  }

  onEnd(end: () => Promise<unknown> | void): void {
    this.#endings.push(end);
  }

  /** A namespace that goes with the test. */
  async namespace(): Promise<string> {
    const name = `tribble-conformance-${unique()}`;
    await this.client.create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    this.goesAway('v1', 'Namespace', name);
    return name;
  }

  /** Deletes an object without namespace at the end of the test. */
  goesAway(apiVersion: string, kind: string, name: string): void {
    this.onEnd(async () => this.delete({ apiVersion, kind, metadata: { name } }));
  }

  /** An environment in a namespace of its own. */
  async environment(options: EnvironmentOptions = {}): Promise<TestEnvironment> {
    const { name = `env-${unique()}`, namespace = await this.namespace(), ...rest } = options;
    const environment = new TestEnvironment(this, { name, namespace, ...rest });
    this.#environments.push(environment);
    return environment;
  }

  /** The path of an object, with its kind as the server has it. */
  async pathOf(manifest: Manifest, namespace = ''): Promise<string> {
    const resolve = () => this.#discovery?.resolve(manifest.apiVersion, manifest.kind);
    let type = await resolve();
    if (type === undefined) {
      this.#discovery?.invalidate();
      type = await resolve();
    }
    if (type === undefined) throw new Error(`the cluster has no ${manifest.kind} of ${manifest.apiVersion}`);
    const { namespace: where, name } = identityOf(type, manifest, namespace);
    return pathOf(type, where, name);
  }

  async delete(manifest: Manifest, namespace = ''): Promise<void> {
    const path = await this.pathOf(manifest, namespace).catch(() => undefined);
    if (path !== undefined) await this.client.delete(path, { propagationPolicy: 'Background' });
  }
}

export type EnvironmentOptions = {
  name?: string;
  namespace?: string;
  /** More of what its entry in deployers.yaml says. */
  options?: object;
  settings?: Partial<PlanSettings>;
  now?: () => Date;
};

/** How the Job of a gate is asked for. */
type JobOptions = { variables?: Readonly<Record<string, string>>; timeout?: number };

export class TestEnvironment {
  readonly name: string;
  readonly namespace: string;
  readonly #suite: Suite;
  readonly #given: EnvironmentOptions;
  readonly #logger = recordingLogger();
  /** Everything that was applied, turn after turn, as `action Kind name`. */
  readonly applied: string[] = [];
  backend: Backend;
  #rendered: RenderedEnvironment;
  #hasChanged = false;
  #wake: (() => void) | undefined;

  constructor(suite: Suite, given: EnvironmentOptions & { name: string; namespace: string }) {
    this.#suite = suite;
    this.#given = given;
    this.name = given.name;
    this.namespace = given.namespace;
    this.#rendered = renderFiles(this.name, {});
    this.backend = this.#opened();
  }

  #opened(): Backend {
    const { place, kind } = this.#suite;
    const options = { ...place.options, namespace: this.namespace, ...this.#given.options };
    const opened = kind.open(options, {
      environment: this.name,
      now: this.#given.now ?? (() => new Date()),
      log: this.#logger.log,
      changed: () => this.#changed(),
    });
    if ('faults' in opened) throw new Error(JSON.stringify(opened.faults));
    return opened;
  }

  #changed(): void {
    this.#hasChanged = true;
    this.#wake?.();
  }

  /** Kills the deployer and starts another, which knows only what git and the cluster tell. */
  async restart(): Promise<void> {
    await this.backend.close();
    this.backend = this.#opened();
  }

  /** What git has from now on. */
  commit(files: Files): void {
    this.#rendered = renderFiles(this.name, files);
  }

  /** Commits, and turns until everything is clean. */
  deploy(files: Files, settings: Partial<PlanSettings> = {}): Promise<Turn> {
    this.commit(files);
    return this.until(({ status }) => status.status === 'Clean', settings);
  }

  /** One turn, as the deployer's loop makes it. */
  async turn(settings: Partial<PlanSettings> = {}): Promise<Turn> {
    this.#hasChanged = false;
    const rendered = this.#rendered;
    const applied = await (await this.backend.plan(rendered, this.#settings(settings))).apply();
    this.applied.push(...applied.changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`));
    return { ...applied, status: await this.status(applied) };
  }

  /** Looks, and changes nothing. */
  async status(
    { failures }: Pick<Applied, 'failures'> = { failures: new Map() },
  ): Promise<EnvironmentStatus> {
    const rendered = this.#rendered;
    const { resources: live, ...seen } = await this.backend.observe(rendered);
    return environmentStatus({ type: 'Kubernetes', revision: 'head', rendered, live, failures, ...seen });
  }

  /** Turns whenever something changed, until what is seen is as wanted; jest's time limit ends it where it never is. */
  async until(isWanted: (turn: Turn) => boolean, settings: Partial<PlanSettings> = {}): Promise<Turn> {
    for (;;) {
      const turn = await this.turn(settings);
      if (isWanted(turn)) return turn;
      await this.#change();
    }
  }

  /** Turns until what is seen is as wanted, and bears that the cluster does not answer meanwhile. Gives what went wrong. */
  async recovers(isWanted: (turn: Turn) => boolean): Promise<string[]> {
    const faults: string[] = [];
    for (;;) {
      const turn = await this.turnOrFault();
      if (typeof turn === 'string') faults.push(turn);
      else if (isWanted(turn)) return faults;
      await this.#change();
    }
  }

  /** One turn, or what keeps it from being made. */
  async turnOrFault(settings: Partial<PlanSettings> = {}): Promise<Turn | string> {
    try {
      return await this.turn(settings);
    } catch (error) {
      if (error instanceof BackendError && error.transient) return error.message;
      throw error;
    }
  }

  /** What a turn would do, with every field compared. */
  async plan(settings: Partial<PlanSettings> = {}): Promise<readonly ObjectChange[]> {
    return (await this.backend.plan(this.#rendered, this.#settings({ explain: true, ...settings }))).changes;
  }

  /** The plan in short: `action Kind name`, without what stays as it is. */
  async planned(settings: Partial<PlanSettings> = {}): Promise<string[]> {
    const changes = await this.plan(settings);
    return changes
      .filter(({ action }) => action !== 'unchanged')
      .map(({ action, kind, name }) => `${action} ${kind} ${name}`);
  }

  #settings(settings: Partial<PlanSettings>): PlanSettings {
    const usual = { revision: 'head', selfHeal: true, prune: { enabled: true, limit: 1 } };
    return { ...usual, ...this.#given.settings, ...settings };
  }

  /** Word of a change, or the end of patience: a fault in the watches must not hang the suite without a word. */
  #change(): Promise<void> {
    if (this.#hasChanged) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), patience);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }

  /** Plans again whenever the watches tell of a change, and only then, until there is something to do. */
  async noticed(): Promise<void> {
    while ((await this.planned()).length === 0) {
      if (!this.#hasChanged) await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = undefined;
      this.#hasChanged = false;
    }
  }

  /** Asks once for the Job of a gate; gives what is wrong with its manifest as an error. */
  async runJob(manifest: Manifest, { variables = {}, timeout = 300 }: JobOptions = {}): Promise<JobRun> {
    const file = fileOf('tests/smoke.yaml', manifest);
    const answer = await this.backend.runJob?.({ file, variables, timeout });
    if (answer === undefined) throw new Error('no Jobs run here');
    if ('problems' in answer) throw new Error(answer.problems.map(formatProblem).join('; '));
    return answer;
  }

  /** Asks for the Job of a gate until it has finished. */
  finishedJob(manifest: Manifest, options: JobOptions = {}): Promise<JobRun> {
    return until(
      () => this.runJob(manifest, options),
      ({ state }) => state !== 'running',
    );
  }

  /** All Jobs of the namespace. */
  async jobs(): Promise<Manifest[]> {
    return (await this.#suite.client.list(`/apis/batch/v1/namespaces/${this.namespace}/jobs`)).items;
  }

  /** What is in the cluster under the name of a manifest; undefined where there is nothing. */
  async find(manifest: Manifest): Promise<ValueMap | undefined> {
    return this.#suite.client.get(await this.#suite.pathOf(manifest, this.namespace));
  }

  /** What is in the cluster under the name of a manifest. */
  async live(manifest: Manifest): Promise<Manifest> {
    const found = await this.find(manifest);
    if (found === undefined) throw new Error(`there is no ${manifest.kind} ${manifest.metadata.name}`);
    return found as Manifest;
  }

  /** Changes an object as somebody else does. */
  async edit(manifest: Manifest, patch: ValueMap, by = 'kubectl-edit', subresource = ''): Promise<Manifest> {
    const path = await this.#suite.pathOf(manifest, this.namespace);
    const target = `${path}${subresource && `/${subresource}`}?fieldManager=${by}`;
    return this.#suite.client.patch(target, patch, { type: 'merge' });
  }

  /** Scales a workload as an autoscaler does. */
  scale(manifest: Manifest, replicas: number): Promise<Manifest> {
    return this.edit(manifest, { spec: { replicas } }, 'kube-controller-manager', 'scale');
  }

  /** The pods of an app, when there are any. */
  async pods(app: string): Promise<Manifest[]> {
    const labelSelector = `app=${app}`;
    const path = `/api/v1/namespaces/${this.namespace}/pods`;
    const { items } = await until(
      () => this.#suite.client.list(path, { labelSelector }),
      (list) => list.items.length > 0,
    );
    return items;
  }

  /** Says of the pods of an app what a kubelet would say. */
  async kubelet(app: string, status: ValueMap): Promise<void> {
    for (const pod of await this.pods(app)) await this.edit(pod, { status }, 'kubelet', 'status');
  }

  /** Makes an object as somebody else does. */
  async create(manifest: Manifest, by = 'kubectl-create'): Promise<Manifest> {
    const path = await this.#suite.pathOf(manifest, this.namespace);
    const collection = path.slice(0, path.lastIndexOf('/'));
    return this.#suite.client.create(`${collection}?fieldManager=${by}`, manifest);
  }

  /** Deletes an object as somebody else does. */
  delete(manifest: Manifest): Promise<void> {
    return this.#suite.delete(manifest, this.namespace);
  }

  /** What the inventory in the cluster says that the environment owns, as `Kind name`. */
  async inventory(): Promise<string[]> {
    const inventory = await new InventoryStore(this.#suite.client, this.name, this.namespace).load();
    return [...(inventory?.entries.values() ?? [])]
      .map(({ identity: { kind, name } }) => `${kind} ${name}`)
      .sort();
  }

  /** Everything that was logged, as one text. */
  logged(): string {
    return this.#logger.lines.map((line) => JSON.stringify(line)).join('\n');
  }
}

/** The value of an object's field. */
export function versionsOf(objects: readonly ValueMap[]): (Value | undefined)[] {
  return objects.map(({ metadata }) => (metadata as ValueMap)['resourceVersion']);
}
