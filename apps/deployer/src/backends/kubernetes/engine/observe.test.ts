import { describe, expect, it } from '@jest/globals';
import type { Cluster } from '../cache/cluster.ts';
import type { KubernetesObject } from '../objects/identity.ts';
import { CauseReader } from './causes.ts';
import type { DesiredObject, DesiredSet } from './desired.ts';
import { Findings } from './findings.ts';
import { Healing } from './healing.ts';
import { observe, type ObserveContext } from './observe.ts';
import { RememberedCauses } from './remembered-causes.ts';
import { StorageClasses } from './storage-classes.ts';
import { WaitingPause } from './waiting-pause.ts';

const type = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  verbs: [],
};
const web = {
  key: 'web',
  identity: { group: '', kind: 'ConfigMap', namespace: 'dev', name: 'web' },
  ...{ type, resource: { name: 'web' } },
} as unknown as DesiredObject;
const set: DesiredSet = { objects: new Map([['web', web]]), undeployable: [] };

const configMap = (revision: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'web',
    namespace: 'dev',
    annotations: { 'tribble.dev/environment': 'dev', 'tribble.dev/revision': revision },
  },
});

function clusterOf() {
  const client = { get: () => Promise.resolve(undefined), text: () => Promise.resolve(undefined) };
  let object: KubernetesObject | undefined = configMap('r1');
  const cluster: Pick<Cluster, 'get'> = { get: () => object && { type, object, complete: false } };
  const findings = new Findings();
  const context: ObserveContext = {
    ...{
      owner: { environment: 'dev', namespace: 'dev' },
      cluster,
      findings,
      healing: new Healing(),
      now: new Date(0),
    },
    ...{ causes: new CauseReader(client), remembered: new RememberedCauses(), waiting: new WaitingPause() },
    storageClasses: new StorageClasses(client),
    verified: { lastAt: () => undefined },
    unseen: () => undefined,
    recheckAt: () => undefined,
  };
  return {
    look: async () => (await observe(set, context)).get('web')?.[0],
    become: (next?: KubernetesObject) => void (object = next),
    findings,
  };
}

describe('observe', () => {
  it('tells the very same of an object at rest', async () => {
    const { look } = clusterOf();
    const first = await look();
    expect(first).toMatchObject({ reason: 'Clean', revision: 'r1' });
    expect(await look()).toBe(first);
  });

  it('tells what an object became', async () => {
    const { look, become } = clusterOf();
    await look();
    become(configMap('r2'));
    expect(await look()).toMatchObject({ reason: 'Clean', revision: 'r2' });
  });

  it('tells what was found out of an object that stayed the same, until it is over', async () => {
    const { look, findings } = clusterOf();
    const before = await look();
    findings.replace(new Map([['web', { message: 'is held back', drift: [] }]]));
    expect(await look()).toMatchObject({ reason: 'Drifted', message: 'is held back' });
    findings.replace(new Map());
    expect(await look()).toEqual(before);
  });

  it('tells of a Job that removed itself with what was applied, whatever git has by now', async () => {
    const { look, become, findings } = clusterOf();
    become();
    const removed = { reason: 'Clean' as const, digest: 'applied', revision: 'r1' };
    findings.replace(new Map([['web', { removed }]]));
    expect(await look()).toMatchObject(removed);
  });
});
