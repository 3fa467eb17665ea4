/**
 * From a file of the repository to the Job that is made of it.
 *
 * What a caller of the API can have run is bounded here and in run-job.ts: the file is one that the head of the repository
 * holds, and variables are set into texts of the parsed manifest, so that they add neither fields nor objects, and choose
 * no namespace. What a text means is the manifest's business: one that hands a variable to a shell lets callers write there.
 */
import type { Problem } from '@tribble/api';
import {
  digestOf,
  isValueMap,
  type Manifest,
  manifestFault,
  parseManifest,
  problem,
  replaceVariables,
  type Value,
  type ValueMap,
} from '@tribble/resource-repo/format';
import type { JobOrder } from '../../backend.ts';
import { objectFault } from '../objects/fault.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { annotations, environmentLabel, labelValueOf, type Owner } from '../objects/marks.ts';
import { normalise } from '../objects/normalise.ts';
import { gateAnnotations, type GateJobIdentity, gateLabel, nameOfGateJob } from './marks.ts';

/** A Job as it is to be made; `path` is that of its manifest. */
export type GateJob = GateJobIdentity & { path: string; payload: KubernetesObject };

/** The Job of a file, or what keeps the file from being one that can run for this environment. */
export function renderGateJob(
  { file, variables, timeout }: JobOrder,
  owner: Owner,
): { job: GateJob } | { problems: Problem[] } {
  const { path } = file;
  const fail = (message: string, hint?: string) => ({ problems: [problem(path, message, undefined, hint)] });
  if (!/\.(?:ya?ml|json)$/.test(path))
    return fail('is no .yaml, .yml or .json file, as the manifest of a gate');
  const parsed = parseManifest(file);
  if ('problems' in parsed) return parsed;
  const [object, ...more] = parsed.objects;
  if (object === undefined || more.length > 0)
    return fail(`holds ${parsed.objects.length} objects: the manifest of a gate holds one Job`);
  const rendered = replaceVariables(object, new Map(Object.entries(variables))) as ValueMap;
  const incomplete = manifestFault(rendered);
  if (incomplete !== undefined) return fail(incomplete);
  const manifest = normalise(rendered as Manifest);
  const fault = jobFault(manifest, owner.namespace) ?? objectFault(manifest);
  if (fault !== undefined) return fail(fault);
  return { job: gateJob({ path, manifest: bounded(manifest, timeout), variables }, owner) };
}

/** What Kubernetes takes as a name in labels and host names, dots allowed. */
const nameForm = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

function jobFault({ apiVersion, kind, metadata, spec }: Manifest, own: string): string | undefined {
  if (apiVersion !== 'batch/v1' || kind !== 'Job')
    return `is a ${kind} of ${apiVersion}: the manifest of a gate is a Job of batch/v1`;
  const { name, namespace = own } = metadata;
  if (!nameForm.test(name))
    return `metadata.name: "${name}" is no name of a Job (lower-case letters, digits, "-" and ".")`;
  if (namespace !== own)
    return `metadata.namespace: the Job of a gate runs in ${own}, the environment's own namespace: remove it`;
  if (!isValueMap(spec)) return 'spec: missing, or no map';
  for (const field of ['labels', 'annotations']) {
    const value = metadata[field];
    if (value !== undefined && value !== null && !isValueMap(value))
      return `metadata.${field}: expected a map`;
  }
  return undefined;
}

/**
 * A Job that ends: at the latest after the timeout, at the first failure unless it says otherwise. It does not remove itself,
 * since what it came to would be forgotten with it, and it would be run again.
 */
function bounded(job: Manifest, timeout: number): Manifest {
  const { ttlSecondsAfterFinished: _ttl, ...spec } = mapOf(job['spec']);
  return {
    ...job,
    spec: {
      ...spec,
      activeDeadlineSeconds: spec['activeDeadlineSeconds'] ?? timeout,
      backoffLimit: spec['backoffLimit'] ?? 0,
    },
  };
}

const ofEnvironments: ReadonlySet<string> = new Set([environmentLabel, ...Object.values(annotations)]);

type Content = Pick<JobOrder, 'variables'> & { path: string; manifest: Manifest };

/**
 * All values count towards the digest, also those that the manifest does not use: they say what is judged, and a Job that passed
 * for one version says nothing of the next.
 */
function gateJob({ path, manifest, variables }: Content, { environment, namespace }: Owner): GateJob {
  const { name: base, labels, annotations: given, ...metadata } = manifest.metadata;
  const own = { labels: unmarked(labels), annotations: unmarked(given) };
  const content = { ...manifest, metadata: { ...metadata, ...own } };
  const digest = digestOf([environment, namespace, base, content, { ...variables }]);
  const marks = {
    [gateAnnotations.digest]: digest,
    [gateAnnotations.environment]: environment,
    [gateAnnotations.manifest]: path,
  };
  const payload = {
    ...manifest,
    metadata: {
      ...metadata,
      name: nameOfGateJob({ base, digest }),
      namespace,
      labels: { ...own.labels, [gateLabel]: labelValueOf(base) },
      annotations: { ...own.annotations, ...marks },
    },
  };
  return { base, environment, digest, path, payload };
}

/** Without marks of an environment, which a manifest that was read from a cluster has: by them it would be taken for one of its objects. */
function unmarked(value: Value | undefined): ValueMap {
  return Object.fromEntries(Object.entries(mapOf(value)).filter(([name]) => !ofEnvironments.has(name)));
}

function mapOf(value: Value | undefined): ValueMap {
  return isValueMap(value) ? value : {};
}
