import type { Manifest, RenderedResource } from '@tribble/resource-repo/format';
import { z } from 'zod';
import type { LiveObject } from '../../core/live.ts';
import { type Backend, type BackendContext, BackendError, defineBackend } from '../backend.ts';

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

  observe(resources: Iterable<RenderedResource>): Promise<Map<string, LiveObject[]>> {
    if (this.#options.unreachable) return Promise.reject(unreachable());
    const live = [...resources].map(({ name, objects }) => {
      return [name, objects.map((object) => this.#observeObject(name, object))] as const;
    });
    return Promise.resolve(new Map(live));
  }

  apply(resource: RenderedResource): Promise<void> {
    if (this.#options.unreachable) return Promise.reject(unreachable());
    const refused = this.#options.refuse.find((each) => concerns(each, resource));
    if (refused) return Promise.reject(new BackendError(refused.message, false));
    const before = this.#deployed.get(resource.name);
    if (before?.resource.digest !== resource.digest || before.resource.revision !== resource.revision) {
      this.#deployed.set(resource.name, { resource, at: this.#now().getTime() });
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
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

function unreachable(): BackendError {
  return new BackendError('the mock does not answer: its script says so', true);
}

function concerns({ resource, version }: z.infer<typeof fault>, applied: RenderedResource): boolean {
  return (resource ?? applied.name) === applied.name && (version ?? applied.version) === applied.version;
}
