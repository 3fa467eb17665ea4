import { groupOf, type KubernetesObject } from './identity.ts';
import { annotationOf, replaceModeOf } from './instructions.ts';
import { environmentOf, instructions } from './marks.ts';

/** What the server said: its causes, and a sentence where it gave none. */
type Refusal = {
  status: number;
  causes: readonly { message: string; field: string }[];
  serverMessage: string;
};
/** A field that can only be changed by making the object anew. */
export type ImmutableFault = { field: string; message: string };

/** How the server says that a field stays as it was. Any other 422 is a mistake in the manifest. */
const patterns = [
  /\bis immutable\b/i,
  /^updates to \S.* are forbidden/,
  /^may not change once set/,
  /^cannot change roleRef/,
  /^may not be changed in an update/,
  /^pod updates may not change fields other than/,
];

/**
 * The fields that the server refused to change, where that is all it refused; undefined for every other refusal. The values
 * that its messages show are left out: whole pod templates stand there, and Secrets.
 */
export function immutableFaults({ status, causes, serverMessage }: Refusal): ImmutableFault[] | undefined {
  if (status !== 422) return undefined;
  const given = causes.length > 0 ? causes : [{ field: '', message: serverMessage }];
  const faults = given.map((cause) => ({ field: cause.field, message: withoutValue(cause.message) }));
  const isImmutable = faults.every(
    ({ field, message: words }) =>
      field !== 'metadata' &&
      !field.startsWith('metadata.') &&
      patterns.some((pattern) => pattern.test(words)),
  );
  return isImmutable ? faults : undefined;
}

/** `Invalid value: VALUE: words` and `Forbidden: words`, with a dump of the object after them, to the words alone. */
function withoutValue(message: string): string {
  const [, words] = /^(?:.*?: )?Invalid value: [^]*[\]"}\w]: ([^]*)$/.exec(message) ?? [];
  const [line = ''] = (words ?? message.replace(/^(?:.*?: )?Forbidden: /, '')).split('\n');
  return line.trim();
}

/** How an object may be deleted and made anew, or why it may not. */
export type Replacement =
  { allowed: true; propagationPolicy: 'Background' | 'Orphan' } | { allowed: false; reason: string };

/** What holds data or other objects: these are never deleted to change them. */
const neverReplaced = [
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
];

/**
 * Whether an object may be deleted and made anew because a field of it cannot be changed: how, or why not. `git` is its
 * manifest, `replaceAll` what the environment's own option says. What somebody else made, and nobody deployed from git, is
 * deleted only where its manifest says so: a Job may be at work.
 */
export function mayReplace(git: KubernetesObject, live: KubernetesObject, replaceAll: boolean): Replacement {
  const kind = `${groupOf(git.apiVersion)}/${git.kind}`;
  const mode = replaceModeOf(git);
  if (neverReplaced.includes(kind)) {
    return {
      allowed: false,
      reason: `a ${git.kind} is never deleted to change it: delete it by hand, or change it back`,
    };
  }
  if (mode === 'false')
    return { allowed: false, reason: `its manifest says ${instructions.replace}: "false"` };
  if (annotationOf(live, instructions.replace) === 'false') {
    return { allowed: false, reason: `the object in the cluster says ${instructions.replace}: "false"` };
  }
  if (mode === 'orphan') return { allowed: true, propagationPolicy: 'Orphan' };
  if (mode === 'cascade') return { allowed: true, propagationPolicy: 'Background' };
  if (kind === 'apps/StatefulSet') {
    const hint = `"orphan" keeps its pods and volumes, "cascade" deletes its pods`;
    return {
      allowed: false,
      reason: `to have it made anew, set ${instructions.replace} in its manifest: ${hint}`,
    };
  }
  const isAllowed = replaceAll || kind === 'batch/Job';
  const isDeployed = environmentOf(live) !== undefined;
  if (mode === 'true' || (isAllowed && isDeployed)) return { allowed: true, propagationPolicy: 'Background' };
  const hint = `to have it deleted and made anew, set ${instructions.replace}: "true" in its manifest`;
  return { allowed: false, reason: isAllowed ? `it was not deployed from git; ${hint}` : hint };
}
