/** The Jobs of gates in one environment. What they came to is remembered by the cluster alone, under a name made from their content and values. */
import type { JobRun, Problem } from '@tribble/api';
import { problem, type ValueMap } from '@tribble/resource-repo/format';
import { type Logger, redact } from '@tribble/service-kit';
import PQueue from 'p-queue';
import { BackendError, BusyError, type JobOrder } from '../../backend.ts';
import { ApiError, isStale } from '../api/api-error.ts';
import type { KubernetesClient } from '../api/client.ts';
import { withQuery } from '../api/requests.ts';
import { CauseReader } from '../engine/causes.ts';
import { groupOf, type KubernetesObject, nameOf } from '../objects/identity.ts';
import { fieldManager, type Owner } from '../objects/marks.ts';
import { pathOf, type ResourceType } from '../objects/resource-type.ts';
import { textAt } from '../status/live-fields.ts';
import { troublesOf } from '../status/pod-troubles.ts';
import { AskedFor } from './asked-for.ts';
import { hasEnded, type Judged, judgeGateJob } from './judge.ts';
import { gateLabel, isGateJobOf, isOfContent, isOfManifest, selectorOfGate } from './marks.ts';
import { PodLogs } from './pod-logs.ts';
import { type GateJob, renderGateJob } from './render.ts';
import { supersededJobs } from './superseded.ts';

export type GateJobsContext = {
  client: Pick<KubernetesClient, 'get' | 'list' | 'create' | 'delete' | 'text'>;
  owner: Owner;
  now: () => Date;
  log: Logger;
};

const jobType: ResourceType = {
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  plural: 'jobs',
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list'],
};

/** So many Jobs of one manifest run at once: whoever chooses the values could fill the cluster with them otherwise. */
const mostAtOnce = 10;

/** Runs Jobs for gates in the namespace of an environment, each once for its content and values. */
export class GateJobs {
  readonly #context: GateJobsContext;
  readonly #askedFor: AskedFor;
  /** One after the other, or two would take the last place. */
  readonly #making = new PQueue({ concurrency: 1 });

  constructor(context: GateJobsContext) {
    this.#context = context;
    this.#askedFor = new AskedFor(context.now);
  }

  /** Makes the Job of a file where there is none of this content and these values, and tells how it stands. Throws BackendError. */
  async run(order: JobOrder): Promise<JobRun | { problems: Problem[] }> {
    const rendered = renderGateJob(order, this.#context.owner);
    if ('problems' in rendered) return rendered;
    const { job } = rendered;
    this.#askedFor.note(job.payload.metadata.name);
    const live = (await this.#find(job)) ?? (await this.#making.add(() => this.#makeInTurn(job)));
    if ('problems' in live) return { problems: [...live.problems] };
    return isOfContent(live.job, job) ? await this.#told(job, live.job) : foreign(this.#nameOf(live.job));
  }

  async #find({ payload }: GateJob): Promise<{ job: KubernetesObject } | undefined> {
    const { client, owner } = this.#context;
    const job = await client.get(pathOf(jobType, owner.namespace, payload.metadata.name));
    return job === undefined ? undefined : { job: job as KubernetesObject };
  }

  /** Makes a Job where there is room for it. */
  async #makeInTurn(job: GateJob) {
    const { client, owner } = this.#context;
    const path = pathOf(jobType, owner.namespace);
    const { items } = await client.list(path, { labelSelector: gateLabel });
    const running = items.filter((each) => isOfManifest(each, job) && !hasEnded(each));
    if (running.length >= mostAtOnce && !running.some((each) => isOfContent(each, job))) {
      const message = `${mostAtOnce} Jobs of ${job.path} run for ${job.environment} already: this one is made when one of them has ended`;
      throw new BusyError(message);
    }
    return await this.#make(job);
  }

  async #make(job: GateJob): Promise<{ job: KubernetesObject } | { problems: readonly Problem[] }> {
    const { client, owner, log } = this.#context;
    // A field that is misspelt would be dropped without a word.
    const query = { fieldManager, fieldValidation: 'Strict' };
    try {
      const made = await client.create(withQuery(pathOf(jobType, owner.namespace), query), job.payload);
      log.info({ job: made.metadata.name, manifest: job.path }, 'made a Job for a gate');
      return { job: made };
    } catch (error) {
      if (isStale(error)) return (await this.#find(job)) ?? this.#vanished(job);
      const isFault = error instanceof ApiError && (error.status === 400 || error.status === 422);
      if (!isFault) throw error;
      return { problems: [problem(job.path, `the cluster refuses it: ${error.serverMessage}`)] };
    }
  }

  #vanished({ payload }: GateJob): never {
    throw new BackendError(`${this.#nameOf(payload)} was just being deleted: ask again`, true);
  }

  async #told(job: GateJob, live: KubernetesObject): Promise<JobRun> {
    const { message, ...told } = await this.#judged(job, live);
    // What a program says as it ends is its own words, too.
    return { name: this.#nameOf(live), ...told, ...(message !== undefined && { message: redact(message) }) };
  }

  async #judged(job: GateJob, live: KubernetesObject): Promise<Omit<JobRun, 'name'>> {
    const judged = judgeGateJob(live);
    if (judged.state === 'running') return await this.#explained(judged, live);
    await this.#clearAway(job);
    const { pod, log } = await new PodLogs(this.#context.client).of(live);
    const told = judged.state === 'failed' ? withTroubles(judged, pod) : judged;
    return { ...told, ...(log !== undefined && { log }) };
  }

  /** A Job whose image cannot be pulled runs until its deadline: whoever waits wants to know by then. */
  async #explained(judged: Judged, live: KubernetesObject): Promise<Judged> {
    const causes = await new CauseReader(this.#context.client).causesOf(live);
    return { ...judged, message: [judged.message, ...causes].join('; ') };
  }

  /** Deletes what newer Jobs have taken the place of. Where that fails, the answer is no worse for it. */
  async #clearAway(job: GateJob): Promise<void> {
    const { client, owner, log } = this.#context;
    try {
      const path = pathOf(jobType, owner.namespace);
      const { items } = await client.list(path, { labelSelector: selectorOfGate(job.base) });
      const own = items.filter((each) => isGateJobOf(each, job));
      for (const { metadata } of supersededJobs(own, (name) => this.#askedFor.has(name))) {
        const uid = textAt(metadata, 'uid');
        const options = { propagationPolicy: 'Background', ...(uid !== '' && { uid }) } as const;
        await client.delete(pathOf(jobType, owner.namespace, metadata.name), options);
        log.info({ job: metadata.name }, 'deleted the Job of a gate that newer ones have taken the place of');
      }
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      log.warn({ job: job.base, reason: error.message }, 'old Jobs of a gate cannot be deleted');
    }
  }

  #nameOf({ apiVersion, kind, metadata: { name } }: KubernetesObject): string {
    const { namespace } = this.#context.owner;
    return nameOf({ group: groupOf(apiVersion), kind, namespace, name });
  }
}

/** The condition only says that a pod failed; the pod says how. */
function withTroubles(judged: Judged, pod: ValueMap | undefined): Judged {
  const troubles = pod === undefined ? [] : troublesOf(pod).map(({ text }) => text);
  const message = [judged.message, ...troubles].filter(Boolean).join('; ');
  return { ...judged, ...(message !== '' && { message }) };
}

function foreign(name: string): JobRun {
  const message = `${name} is there already, and is not the Job of this gate (its label ${gateLabel} or its annotations say otherwise): it is left alone; delete it, or give the Job in the manifest another name`;
  return { name, state: 'failed', message };
}
