import type { NewVersion } from '@tribble/api';
import {
  blobId,
  type Edit,
  formatVersion,
  type Identity,
  type Trailer,
  versionPath,
} from '@tribble/resource-repo/format';

/** A content that the version file of a resource once had. */
export type KnownVersion = { version: string | undefined; revision: string };

/** What is asked for: a version of a resource. */
export type Registration = {
  resource: string;
  environment: string;
  path: string;
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

/** The file that a request asks for. */
export function registrationOf(
  resource: string,
  { version, data, environment = 'latest' }: NewVersion,
): Registration {
  const text = formatVersion(version, data);
  return { resource, environment, path: versionPath(environment, resource), text, versionId: blobId(text) };
}

/** Decides by content, however long ago it was registered: a build that is run again never turns back a newer version. */
export function decideRegistration(
  { versionId }: Registration,
  version: string,
  known: ReadonlyMap<string, KnownVersion>,
): RegistrationDecision {
  const same = known.get(versionId);
  if (same) return { kind: 'known', revision: same.revision };
  const other = [...known.values()].find((each) => each.version === version);
  return other ? { kind: 'conflict', revision: other.revision } : { kind: 'new' };
}

/** The commit that registers a version; the changelog is its body. */
export function registrationEdit(
  { resource, environment, path, text }: Registration,
  { version, changelog, source }: NewVersion,
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
