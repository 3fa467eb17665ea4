/** How a Job of a gate says what it is. It bears no mark of an environment: it is none of its objects, and goes with nobody's prune. */
import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { labelValueOf } from '../objects/marks.ts';

/** The label of all Jobs that were made for gates; its value is the name in the manifest. */
export const gateLabel = 'tribble.dev/gate';

/** The annotations of such a Job. */
export const gateAnnotations = {
  /** The digest of what was run, and with which values. */
  digest: 'tribble.dev/gate-digest',
  /** The environment that it was run for: several may share a namespace. */
  environment: 'tribble.dev/gate-environment',
  /** The path of the manifest, for people. */
  manifest: 'tribble.dev/gate-manifest',
} as const;

/** What tells the Job of one content and its values from all others. */
export type GateJobIdentity = {
  /** The name in the manifest. */
  base: string;
  environment: string;
  digest: string;
};

/** Where the Job of a gate comes from. */
export type GateJobSource = { environment: string; path: string };

/** Kubernetes takes no longer name of a Job: its pods bear it in a label. */
const longestName = 63;
const digitsInName = 12;

/** The name of a Job: that in the manifest, cut where it has to be, and the beginning of the digest. */
export function nameOfGateJob({ base, digest }: Pick<GateJobIdentity, 'base' | 'digest'>): string {
  const digits = digest.replace(/^sha256:/, '').slice(0, digitsInName);
  const start = base.slice(0, longestName - digitsInName - 1).replace(/[-.]+$/, '');
  return `${start}-${digits}`;
}

/** The selector of all Jobs that came from manifests of one name. */
export function selectorOfGate(base: string): string {
  return `${gateLabel}=${labelValueOf(base)}`;
}

/** Whether a Job was made for a gate of this environment, by the label and the annotation that nobody writes by chance. */
export function isGateJobOf(job: KubernetesObject, { base, environment }: GateJobIdentity): boolean {
  const label = valueAt(job, ['metadata', 'labels', gateLabel]);
  return label === labelValueOf(base) && annotationAt(job, gateAnnotations.environment) === environment;
}

/** Whether a Job is the one of exactly this content and these values. */
export function isOfContent(job: KubernetesObject, identity: GateJobIdentity): boolean {
  return isGateJobOf(job, identity) && annotationAt(job, gateAnnotations.digest) === identity.digest;
}

/** Whether a Job was made for a gate of this environment from the same manifest, whatever it was called. */
export function isOfManifest(job: KubernetesObject, { environment, path }: GateJobSource): boolean {
  const { environment: environmentMark, manifest } = gateAnnotations;
  return annotationAt(job, environmentMark) === environment && annotationAt(job, manifest) === path;
}

function annotationAt(job: KubernetesObject, name: string) {
  return valueAt(job, ['metadata', 'annotations', name]);
}
