import { describe, expect, it } from '@jest/globals';
import { valueAt, type ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { partsOf } from '../objects/pointer.ts';
import { ignoredPointers, withIgnored } from './replicas.ts';

const us = 'cautious-tribble';
const object = (rest: ValueMap, metadata: ValueMap = {}): KubernetesObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'dev', ...metadata },
  ...rest,
});
const autoscaler = (scaleTargetRef: ValueMap, namespace = 'dev'): KubernetesObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'any', namespace },
  spec: { scaleTargetRef },
});
const ignoring = (fields: string, rest: ValueMap = {}) =>
  object(rest, { annotations: { 'tribble.dev/ignore-fields': fields } });
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

describe('ignoredPointers', () => {
  it.each<[string, KubernetesObject[], string[]]>([
    ['nothing without autoscalers', [], []],
    ['the replicas of its target', [autoscaler(target)], ['/spec/replicas']],
    [
      'whatever the version of the API',
      [autoscaler({ ...target, apiVersion: 'apps/v1beta2' })],
      ['/spec/replicas'],
    ],
    ['nothing for another group', [autoscaler({ ...target, apiVersion: 'example.org/v1' })], []],
    ['nothing for another kind', [autoscaler({ ...target, kind: 'StatefulSet' })], []],
    ['nothing for another name', [autoscaler({ ...target, name: 'other' })], []],
    ['nothing for another namespace', [autoscaler(target, 'pp')], []],
    ['nothing for an autoscaler without a target', [{ ...autoscaler(target), spec: {} }], []],
  ])('%s', (_name, autoscalers, expected) => {
    expect(ignoredPointers(object({}), undefined, autoscalers)).toEqual(expected);
  });

  it('adds what the manifest names, each once', () => {
    const given = ignoring(' /spec/replicas, /spec/x,, ');
    expect(ignoredPointers(given, undefined, [autoscaler(target)])).toEqual(['/spec/replicas', '/spec/x']);
  });

  it('names list items by their keys, as the manifest counts them', () => {
    const spec = { containers: [{ name: 'web', image: 'a' }] };
    const live = object({ spec: { containers: [{ name: 'injected', image: 'x' }, ...spec.containers] } });
    const pointers = ignoredPointers(ignoring('/spec/containers/0/image', { spec }), live, []);
    expect(pointers).toEqual(['/spec/containers/name=web/image']);
  });

  it('counts as the cluster does where the manifest has no such place', () => {
    const live = object({ webhooks: [{ name: 'a.b', clientConfig: { caBundle: 'x' } }] });
    expect(ignoredPointers(ignoring('/webhooks/0/clientConfig/caBundle'), live, [])).toEqual([
      '/webhooks/name=a.b/clientConfig/caBundle',
    ]);
    expect(ignoredPointers(ignoring('/nowhere/0'), live, [])).toEqual(['/nowhere/0']);
  });
});

describe('withIgnored', () => {
  const owner = (manager: string): ValueMap => ({
    manager,
    operation: manager === us ? 'Apply' : 'Update',
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  });
  const live = (...managers: string[]) =>
    object({ spec: { replicas: 5 } }, { managedFields: managers.map(owner) });
  const declared = object({ spec: { replicas: 2, paused: false } });
  const dropped = object({ spec: { paused: false } });

  it.each<[string, KubernetesObject, KubernetesObject | undefined, number | undefined]>([
    ['sends what git says where nothing is live', declared, undefined, 2],
    ['leaves out what the autoscaler owns', declared, live('hpa'), undefined],
    ['leaves out what the autoscaler owns with us', declared, live(us, 'hpa'), undefined],
    ['takes the live value where it is ours alone', declared, live(us), 5],
    ['takes the live value where it is nobody’s', declared, live(), 5],
    ['takes the live value where git dropped what is ours alone', dropped, live(us), 5],
    ['sends nothing where git never had it', dropped, live(), undefined],
    ['sends nothing where git dropped what the autoscaler owns too', dropped, live(us, 'hpa'), undefined],
    ['leaves out what others removed', declared, object({ spec: {} }), undefined],
  ])('%s', (_name, payload, given, expected) => {
    const sent = withIgnored(payload, given, ['/spec/replicas'], us);
    expect(valueAt(sent, ['spec', 'replicas'])).toBe(expected);
    expect(valueAt(sent, ['spec', 'paused'])).toBe(false);
  });

  it('finds list items by their keys, and makes none', () => {
    const items = (...containers: ValueMap[]) => object({ spec: { containers } });
    const payload = items({ name: 'web', cpu: 1 });
    const given = items({ name: 'side', cpu: 8 }, { name: 'web', cpu: 9 });
    const pointers = ['/spec/containers/name=web/cpu', '/spec/containers/name=side/cpu'];
    const sent = withIgnored(payload, given, pointers, us);
    expect(sent).toEqual(items({ name: 'web', cpu: 9 }));
    expect(valueAt(payload, partsOf('/spec/containers/0/cpu'))).toBe(1);
  });
});
