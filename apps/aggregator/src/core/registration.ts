import type { NewVersion } from '@tribble/api';
import {
  blobId,
  type Edit,
  formatVersion,
  type Identity,
  isEnvironmentName,
  isResourceName,
  isValueMap,
  parseVersion,
  type Trailer,
} from '@tribble/resource-repo/format';
import type { RequestFault } from './request-fault.ts';

/** A content that the version file of a resource once had. */
export type KnownVersion = { version: string | undefined; revision: string };

/** What is asked for: a version of a resource, as the text of its file. */
export type Registration = {
  resource: string;
  environment: string;
  version: string;
  text: string;
  versionId: string;
};

/** What becomes of a registration, given every content that its file ever had. */
export type RegistrationDecision =
  | { kind: 'new' }
  /** The same content was registered before, by this commit. */
  | { kind: 'known'; revision: string }
  /** The same version was registered before with other content. */
  | { kind: 'conflict'; revision: string };

/** The file that a request asks for, or all that is wrong with the request. */
export function registrationOf(
  resource: string,
  { version, data = {}, environment = 'latest' }: NewVersion,
): { registration: Registration } | { faults: RequestFault[] } {
  const faults = [
    ...nameFaults(resource, environment),
    ...versionFaults(version),
    ...('version' in data
      ? [{ path: '/body/data/version', message: 'the version has a field of its own' }]
      : []),
    ...(isDeeper(data, maxDepth)
      ? [{ path: '/body/data', message: `lies more than ${maxDepth} levels deep` }]
      : []),
  ];
  if (faults.length > 0) return { faults };
  const text = formatVersion(version, data);
  const versionId = blobId(text);
  const read = parseVersion({ path: 'data', id: versionId, content: { text } });
  if ('problems' in read)
    return { faults: read.problems.map(({ message }) => ({ path: '/body/data', message })) };
  return { registration: { resource, environment, version, text, versionId } };
}

function nameFaults(resource: string, environment: string): RequestFault[] {
  const faults: RequestFault[] = [];
  if (!isResourceName(resource))
    faults.push({ path: '/params/resource', message: 'use letters, digits, ".", "_", "-" and "/"' });
  if (!isEnvironmentName(environment))
    faults.push({ path: '/body/environment', message: 'use letters, digits, ".", "_" and "-"' });
  return faults;
}

/** A version stands in subjects, tables and labels: it is one line that shows all that it is. */
function versionFaults(version: string): RequestFault[] {
  const isOneLine = version === version.trim() && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(version);
  const message = 'expected one line of visible text, with no white space around it';
  return isOneLine ? [] : [{ path: '/body/version', message }];
}

/** Far deeper than any part of a manifest, and far from what exhausts the stack. */
const maxDepth = 32;

function isDeeper(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) && !isValueMap(value)) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1));
}

/**
 * Decides by content, however long ago it was registered: a build that is run again never turns back a newer version.
 * Where the resource has no version file any more, the same content is registered anew.
 */
export function decideRegistration(
  { version, versionId }: Registration,
  known: ReadonlyMap<string, KnownVersion>,
  hasVersion: boolean,
): RegistrationDecision {
  const same = known.get(versionId);
  if (same) return hasVersion ? { kind: 'known', revision: same.revision } : { kind: 'new' };
  const other = [...known.values()].find((each) => each.version === version);
  return other ? { kind: 'conflict', revision: other.revision } : { kind: 'new' };
}

/** The commit that writes a version to `path`; the changelog is its body. */
export function registrationEdit(
  { resource, environment, version, text }: Registration,
  path: string,
  { changelog, source }: Pick<NewVersion, 'changelog' | 'source'>,
  author?: Identity,
): Edit {
  const trailers: Trailer[] = [
    ['Tribble-Action', 'register'],
    ['Tribble-Target', environment],
    ['Tribble-Resource', resource],
  ];
  if (source !== undefined) trailers.push(['Tribble-Source', source]);
  return {
    files: new Map([[path, text]]),
    message: {
      subject: `Register ${resource} ${version}`,
      ...(changelog !== undefined && { body: changelog }),
      trailers,
    },
    ...(author && { author }),
  };
}
