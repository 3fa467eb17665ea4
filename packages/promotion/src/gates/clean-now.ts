import { indexOf } from '../environment-index.ts';
import type { Facts } from '../facts.ts';

/**
 * Whether a deployer says now that exactly one version is Clean. `pending`: it may soon be. `stuck`: not without another commit
 * or a person. `unseen`: no deployer tells.
 */
export type CleanNow =
  | {
      state: 'clean';
      /** The tree of the environment that was seen. */
      tree: string;
      /** The newest commit that changed what the resource is made of. */
      revision?: string;
    }
  | { state: 'pending' | 'stuck' | 'unseen'; why: string };

/**
 * What the deployer of an environment says of one version, or of a whole manifest, which has none. It must have seen the newest
 * content of that environment.
 */
export function cleanNow(
  { snapshot, statusOf }: Pick<Facts, 'snapshot' | 'statusOf'>,
  environment: string,
  { resource, versionId }: { resource: string; versionId: string | undefined },
): CleanNow {
  const status = statusOf(environment);
  if (status === undefined) return { state: 'unseen', why: `no deployer reports on ${environment}` };
  const tree = snapshot.environments.get(environment)?.tree;
  if (tree === undefined || status.tree !== tree) {
    const why = status.message ?? 'its newest commit is not reported as deployed yet';
    return { state: 'pending', why: `${environment}: ${why}` };
  }
  // A name such as `constructor` is one that every object has.
  const found = Object.hasOwn(status.resources, resource) ? status.resources[resource] : undefined;
  if (found === undefined)
    return { state: 'unseen', why: `the deployer does not know ${resource} in ${environment}` };
  const files = indexOf(snapshot, environment).versions.get(resource) ?? [];
  if (found.versionId !== versionId || files.some(({ id }) => id !== versionId)) {
    const runs = found.version ?? 'no version';
    return { state: 'stuck', why: `${environment} runs ${runs} of ${resource}, not this version` };
  }
  const { status: word, message, reason, revision } = found;
  if (word === 'Clean') return { state: 'clean', tree, ...(revision !== undefined && { revision }) };
  const why = `${resource} in ${environment} is ${word} (${message ?? reason})`;
  return { state: word === 'Failed' ? 'stuck' : 'pending', why };
}
