import { isValueMap, type Value, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import type { ResourceType } from '../objects/resource-type.ts';

/** The kinds of a cluster. */
export type Kinds = {
  /** Those of one group together, in the order in which the server prefers their versions. */
  types: readonly ResourceType[];
  /** The groups whose servers did not say what they have. */
  incomplete: readonly string[];
};

/** Whether an answer lists the kinds of all groups in one. */
export function isAggregated(body: ValueMap): boolean {
  return body['kind'] === 'APIGroupDiscoveryList';
}

/** Reads an APIGroupDiscoveryList (apidiscovery.k8s.io v2 or v2beta1). */
export function readAggregated(body: ValueMap): Kinds {
  const types: ResourceType[] = [];
  const incomplete: string[] = [];
  for (const item of mapsOf(body['items'])) {
    const group = textOf(valueAt(item, ['metadata', 'name'])) ?? '';
    for (const served of mapsOf(item['versions'])) {
      if (served['freshness'] === 'Stale') incomplete.push(nameOfGroup(group));
      const version = textOf(served['version']);
      if (version === undefined) continue;
      types.push(...mapsOf(served['resources']).flatMap((entry) => aggregatedType(group, version, entry)));
    }
  }
  return { types, incomplete: [...new Set(incomplete)] };
}

function aggregatedType(group: string, version: string, entry: ValueMap): ResourceType[] {
  const plural = textOf(entry['resource']);
  const kind = textOf(valueAt(entry, ['responseKind', 'kind']));
  if (plural === undefined || kind === undefined) return [];
  const hasStatus = mapsOf(entry['subresources']).some(({ subresource }) => subresource === 'status');
  const namespaced = entry['scope'] === 'Namespaced';
  return [{ group, version, kind, plural, namespaced, verbs: textsOf(entry['verbs']), hasStatus }];
}

/** Reads an APIResourceList: the kinds of one version of a group. */
export function readResourceList(body: ValueMap, group: string, version: string): ResourceType[] {
  const entries = mapsOf(body['resources']);
  const names = new Set(entries.map(({ name }) => name));
  return entries.flatMap(({ name, kind, namespaced, verbs }) => {
    const plural = textOf(name);
    const word = textOf(kind);
    // `deployments/scale` and the like are no kinds of their own.
    if (plural === undefined || word === undefined || plural.includes('/')) return [];
    const hasStatus = names.has(`${plural}/status`);
    return [
      {
        group,
        version,
        kind: word,
        plural,
        namespaced: namespaced === true,
        verbs: textsOf(verbs),
        hasStatus,
      },
    ];
  });
}

/** One version of a group, as older servers list them. */
export type GroupVersion = { group: string; version: string; path: string };

/** Reads the APIVersions of /api: the versions of the core group. */
export function readCoreVersions(body: ValueMap): GroupVersion[] {
  return textsOf(body['versions']).map((version) => ({ group: '', version, path: `/api/${version}` }));
}

/** Reads the APIGroupList of /apis: each group with the version that the server prefers first. */
export function readGroups(body: ValueMap): GroupVersion[] {
  return mapsOf(body['groups']).flatMap((entry) => {
    const group = textOf(entry['name']);
    if (group === undefined) return [];
    const preferred = textOf(valueAt(entry, ['preferredVersion', 'version']));
    const versions = mapsOf(entry['versions']).flatMap(({ version }) => textOf(version) ?? []);
    const ordered = versions.toSorted(
      (one, other) => Number(other === preferred) - Number(one === preferred),
    );
    return ordered.map((version) => ({ group, version, path: `/apis/${group}/${version}` }));
  });
}

/** How people name a group; that of Pods and Services has no name. */
export function nameOfGroup(group: string): string {
  return group === '' ? 'core' : group;
}

function mapsOf(value: Value | undefined): ValueMap[] {
  return Array.isArray(value) ? value.filter(isValueMap) : [];
}

function textsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
