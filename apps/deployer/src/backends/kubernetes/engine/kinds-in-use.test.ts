import { describe, expect, it } from '@jest/globals';
import type { Identity } from '../objects/identity.ts';
import type { ResourceType } from '../objects/resource-type.ts';
import { emptyInventory, type InventoryEntry } from '../plan/inventory.ts';
import type { DesiredObject, DesiredSet } from './desired.ts';
import { kindsInUse } from './kinds-in-use.ts';

const typeOf = (group: string, kind: string, version = 'v1'): ResourceType => {
  return { group, version, kind, plural: `${kind.toLowerCase()}s`, namespaced: true, verbs: [] };
};
const identity = (group: string, kind: string, namespace: string): Identity => {
  return { group, kind, namespace, name: 'web' };
};
const desired = (...identities: Identity[]): DesiredSet => {
  const objects = identities.map((each) => ({ type: typeOf(each.group, each.kind), identity: each }));
  return {
    objects: new Map(objects.map((object, index) => [`${index}`, object as DesiredObject])),
    undeployable: [],
  };
};
const owned = (...identities: Identity[]) => {
  const entries = identities.map((each, index): [string, InventoryEntry] => {
    return [`${index}`, { identity: each, apiVersion: 'v1', resource: 'web' }];
  });
  return { ...emptyInventory('dev'), entries: new Map(entries) };
};

describe('kindsInUse', () => {
  it('has each kind once, and all namespaces of what is desired', () => {
    const set = desired(
      identity('apps', 'Deployment', 'dev'),
      identity('apps', 'Deployment', 'jobs'),
      identity('', 'Service', 'dev'),
    );
    const { types, namespaces, others } = kindsInUse(set, owned());
    expect([...types.keys()]).toEqual(['apps/v1 Deployment', 'v1 Service']);
    expect([...namespaces]).toEqual(['dev', 'jobs']);
    expect(others).toEqual([]);
  });

  it('has each version of a kind that manifests name', () => {
    const scaler = (version: string, name: string) => ({
      type: typeOf('autoscaling', 'HorizontalPodAutoscaler', version),
      identity: { ...identity('autoscaling', 'HorizontalPodAutoscaler', 'dev'), name },
    });
    const objects = [scaler('v1', 'one'), scaler('v2', 'two')];
    const set = {
      objects: new Map(objects.map((object) => [object.identity.name, object as DesiredObject])),
      undeployable: [],
    };
    const { types, others } = kindsInUse(set, owned(...objects.map((object) => object.identity)));
    expect([...types.values()].map(({ version }) => version)).toEqual(['v1', 'v2']);
    expect(others).toEqual([]);
  });

  it('looks where objects of such kinds were, and names what is of another kind', () => {
    const moved = identity('', 'Service', 'old');
    const gone = identity('batch', 'Job', 'jobs');
    const { types, namespaces, others } = kindsInUse(
      desired(identity('', 'Service', 'dev')),
      owned(moved, gone),
    );
    expect([...types.keys()]).toEqual(['v1 Service']);
    expect([...namespaces]).toEqual(['dev', 'old']);
    expect(others).toEqual([gone]);
  });
});
