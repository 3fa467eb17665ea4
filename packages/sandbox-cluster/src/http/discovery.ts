import { type JsonObject } from '../json.ts';
import { type Kind, type Subresource } from '../kinds/kind.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const doorVerbs = ['get', 'patch', 'update'];

/** The version that the server claims to be; clients choose their behaviour by it. */
export const serverVersion: JsonObject = {
  major: '1',
  minor: '32',
  gitVersion: 'v1.32.0+sandbox',
  gitCommit: 'sandbox',
  gitTreeState: 'clean',
  buildDate: '2024-12-11T18:09:21Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'sandbox/nodejs',
};

/** A group and the versions that it is served in, the preferred one first. */
export interface Group {
  readonly group: string;
  readonly versions: readonly string[];
}

/** The groups other than the core group. */
export function groupsOf(kinds: readonly Kind[]): Group[] {
  const versions = new Map<string, Set<string>>();
  for (const { group, version } of kinds) {
    if (group) versions.set(group, (versions.get(group) ?? new Set()).add(version));
  }
  return [...versions].map(([group, served]) => ({ group, versions: [...served] }));
}

/** What /api answers in its old form. */
export const coreVersions: JsonObject = {
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [],
};

/** One group as /apis and /apis/GROUP answer it in their old form. */
export function groupDocument({ group, versions }: Group): JsonObject {
  const entries = versions.map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions: entries, preferredVersion: entries[0] ?? {} };
}

/** The list of groups that /apis answers in its old form. */
export function groupList(kinds: readonly Kind[]): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(kinds).map(groupDocument) };
}

const ofVersion = (kinds: readonly Kind[], group: string, version: string) =>
  kinds.filter((kind) => kind.group === group && kind.version === version);

/** The resources of one group version, in the old form. */
export function resourceList(kinds: readonly Kind[], group: string, version: string): JsonObject {
  return {
    kind: 'APIResourceList',
    ...(group && { apiVersion: 'v1' }),
    groupVersion: group ? `${group}/${version}` : version,
    resources: ofVersion(kinds, group, version).flatMap((kind) => [
      {
        name: kind.plural,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs,
        ...(kind.shortNames.length > 0 && { shortNames: [...kind.shortNames] }),
        ...(kind.categories.length > 0 && { categories: [...kind.categories] }),
      },
      ...kind.subresources.map((door) => ({
        name: `${kind.plural}/${door}`,
        singularName: '',
        namespaced: kind.namespaced,
        ...responseKind(kind, door),
        verbs: doorVerbs,
      })),
    ]),
  };
}

function responseKind({ kind, group, version }: Kind, door?: Subresource): JsonObject {
  return door === 'scale' ? { group: 'autoscaling', version: 'v1', kind: 'Scale' } : { group, version, kind };
}

/** The aggregated form: everything below /api (core) or /apis (all other groups) in one document. */
export function aggregatedDiscovery(
  kinds: readonly Kind[],
  root: 'api' | 'apis',
  discoveryVersion: string,
): JsonObject {
  const served = root === 'api' ? [{ group: '', versions: ['v1'] }] : groupsOf(kinds);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${discoveryVersion}`,
    metadata: {},
    items: served.map(({ group, versions }) => ({
      metadata: { ...(group && { name: group }), creationTimestamp: null },
      versions: versions.map((version) => ({
        version,
        freshness: 'Current',
        resources: ofVersion(kinds, group, version).map((kind) => aggregatedResource(kind)),
      })),
    })),
  };
}

function aggregatedResource(kind: Kind): JsonObject {
  const subresources = kind.subresources.map((door) => ({
    subresource: door,
    responseKind: responseKind(kind, door),
    verbs: doorVerbs,
  }));
  return {
    resource: kind.plural,
    responseKind: responseKind(kind),
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs,
    ...(kind.shortNames.length > 0 && { shortNames: [...kind.shortNames] }),
    ...(kind.categories.length > 0 && { categories: [...kind.categories] }),
    ...(subresources.length > 0 && { subresources }),
  };
}
