import { type JsonObject } from '../json.ts';
import { type Kind, type Subresource } from '../kinds/kind.ts';
import { kinds } from '../kinds/table.ts';

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

/** The groups other than the core group, with their versions. */
export const groups: readonly { group: string; version: string }[] = [
  ...new Map(
    kinds.filter(({ group }) => group).map(({ group, version }) => [group, { group, version }]),
  ).values(),
];

const kindsOf = (group: string, version: string) =>
  kinds.filter((kind) => kind.group === group && kind.version === version);

/** What /api answers in its old form. */
export const coreVersions: JsonObject = {
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [],
};

/** One group as /apis and /apis/GROUP answer it in their old form. */
export function groupDocument(group: string, version: string): JsonObject {
  const entry = { groupVersion: `${group}/${version}`, version };
  return { name: group, versions: [entry], preferredVersion: entry };
}

/** The list of groups that /apis answers in its old form. */
export const groupList: JsonObject = {
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: groups.map(({ group, version }) => groupDocument(group, version)),
};

/** The resources of one group version, in the old form. */
export function resourceList(group: string, version: string): JsonObject {
  return {
    kind: 'APIResourceList',
    ...(group && { apiVersion: 'v1' }),
    groupVersion: group ? `${group}/${version}` : version,
    resources: kindsOf(group, version).flatMap((kind) => [
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
export function aggregatedDiscovery(root: 'api' | 'apis', discoveryVersion: string): JsonObject {
  const served = root === 'api' ? [{ group: '', version: 'v1' }] : groups;
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${discoveryVersion}`,
    metadata: {},
    items: served.map(({ group, version }) => ({
      metadata: { ...(group && { name: group }), creationTimestamp: null },
      versions: [
        {
          version,
          freshness: 'Current',
          resources: kindsOf(group, version).map((kind) => aggregatedResource(kind)),
        },
      ],
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
