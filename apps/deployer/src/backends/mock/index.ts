import type { ObjectChange } from '@tribble/api';
import type { Manifest, RenderedEnvironment, RenderedResource } from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { LiveObject } from '../../core/live.ts';
import { type Action, planEnvironment } from '../../core/plan.ts';
import type { Failure } from '../../core/status.ts';
import {
  type Applied,
  type Backend,
  type BackendContext,
  BackendError,
  defineBackend,
  type Observation,
  type Plan,
} from '../backend.ts';

/** A scripted fault: `resource` (all, where absent) at `version` (any, where absent) is refused or never becomes clean. */
const fault = z.strictObject({
  resource: z.string().optional(),
  version: z.string().optional(),
  message: z.string().default('scripted failure'),
});

const options = z.strictObject({
  /** How long a rollout takes, in milliseconds. */
  delay: z.number().int().nonnegative().default(0),
  refuse: z.array(fault).default([]),
  fail: z.array(fault).default([]),
  /** Answers nothing, as a cluster that is switched off. */
  unreachable: z.boolean().default(false),
});

type Options = z.infer<typeof options>;
type Deployed = { resource: RenderedResource; at: number };

/** Remembers what was applied. For tests and demonstrations: nothing runs anywhere. */
export const mock = defineBackend<Options>({
  type: 'Mock',
  options,
  create: (settings, context) => new MockBackend(settings, context),
});

class MockBackend implements Backend {
  readonly #options: Options;
  readonly #now: () => Date;
  readonly #deployed = new Map<string, Deployed>();

  constructor(settings: Options, { now }: BackendContext) {
    this.#options = settings;
    this.#now = now;
  }

  observe({ resources }: RenderedEnvironment): Promise<Observation> {
    if (this.#options.unreachable) return Promise.reject(unreachable());
    return Promise.resolve({ resources: this.#live(resources.values()) });
  }

  plan({ resources }: RenderedEnvironment): Promise<Plan> {
    if (this.#options.unreachable) return Promise.reject(unreachable());
    const actions = planEnvironment(resources.values(), this.#live(resources.values()));
    return Promise.resolve({
      changes: actions.flatMap(changesOf),
      apply: () => Promise.resolve(this.#applyAll(actions)),
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #live(resources: Iterable<RenderedResource>): Map<string, LiveObject[]> {
    return new Map(
      [...resources].map(({ name, objects }) => {
        return [name, objects.map((object) => this.#observeObject(name, object))] as const;
      }),
    );
  }

  #applyAll(actions: readonly Action[]): Applied {
    const failures = new Map<string, Failure>();
    const applied = actions.filter(({ kind }) => kind !== 'unchanged');
    for (const { resource } of applied) {
      const refused = this.#options.refuse.find((each) => concerns(each, resource));
      if (refused) failures.set(resource.name, { message: refused.message, transient: false });
      else this.#deployed.set(resource.name, { resource, at: this.#now().getTime() });
    }
    return {
      changes: applied.filter(({ resource }) => !failures.has(resource.name)).flatMap(changesOf),
      failures,
    };
  }

  #observeObject(resourceName: string, { kind, metadata: { name } }: Manifest): LiveObject {
    const deployed = this.#deployed.get(resourceName);
    if (deployed === undefined) return { kind, name, reason: 'NotDeployed' };
    const { digest, revision, version } = deployed.resource;
    const live = { kind, name, digest, revision, ...(version !== undefined && { version }) };
    const failed = this.#options.fail.find((each) => concerns(each, deployed.resource));
    if (failed) return { ...live, reason: 'Failed', message: failed.message };
    const isDone = this.#now().getTime() - deployed.at >= this.#options.delay;
    return { ...live, reason: isDone ? 'Clean' : 'NotAllUpdated' };
  }
}

function changesOf({ kind, resource }: Action): ObjectChange[] {
  const action = kind === 'update' ? 'change' : kind;
  return resource.objects.map(({ apiVersion, kind: ofObject, metadata: { name } }) => {
    return { action, resource: resource.name, apiVersion, kind: ofObject, name, fields: [] };
  });
}

function unreachable(): BackendError {
  return new BackendError('the mock does not answer: its script says so', true);
}

function concerns({ resource, version }: z.infer<typeof fault>, applied: RenderedResource): boolean {
  return (resource ?? applied.name) === applied.name && (version ?? applied.version) === applied.version;
}
