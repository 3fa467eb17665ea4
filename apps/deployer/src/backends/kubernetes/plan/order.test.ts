import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupOf, type Identity, keyOf } from '../objects/identity.ts';
import { deletionGroups, foundationWave, type Planned, stagesOf } from './order.ts';

function planned(text: string, wave?: string): Planned {
  const [apiVersion = '', kind = '', name = 'a', namespace = ''] = text.split(' ');
  const annotations = wave === undefined ? {} : { annotations: { 'tribble.dev/wave': wave } };
  const object = { apiVersion, kind, metadata: { name, ...annotations } };
  return { identity: { group: groupOf(apiVersion), kind, namespace, name }, object, resource: 'r' };
}
const shown = (stages: ReturnType<typeof stagesOf<Planned>>) =>
  stages.map(({ wave, objects }) => [
    wave,
    objects.map(({ identity }) => `${identity.kind} ${identity.name}`),
  ]);

const everyKind = [
  'v1 Namespace',
  'apiextensions.k8s.io/v1 CustomResourceDefinition',
  'scheduling.k8s.io/v1 PriorityClass',
  'gateway.networking.k8s.io/v1 GatewayClass',
  'rbac.authorization.k8s.io/v1 Role',
  'v1 ServiceAccount',
  'v1 ResourceQuota',
  'rbac.authorization.k8s.io/v1 RoleBinding',
  'v1 ConfigMap',
  'v1 Service',
  'networking.k8s.io/v1 NetworkPolicy',
  'apps/v1 Deployment',
  'batch/v1 Job',
  'networking.k8s.io/v1 Ingress',
  'example.org/v1 Own',
  'apiregistration.k8s.io/v1 APIService',
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration',
];

describe('stagesOf', () => {
  it('applies what others need first, and webhooks last', () => {
    expect(shown(stagesOf(everyKind.toReversed().map((text) => planned(text))))).toEqual([
      [foundationWave, ['Namespace a', 'CustomResourceDefinition a']],
      [0, ['GatewayClass a', 'PriorityClass a']],
      [0, ['ResourceQuota a', 'ServiceAccount a', 'Role a']],
      [0, ['ConfigMap a', 'Service a', 'NetworkPolicy a', 'RoleBinding a']],
      [0, ['Deployment a', 'Job a', 'Own a', 'Ingress a']],
      [0, ['ValidatingWebhookConfiguration a', 'APIService a']],
    ]);
  });

  it('goes by waves, but for foundations', () => {
    const objects = [
      planned('v1 Namespace late', '7'),
      planned('apps/v1 Deployment second', '2'),
      planned('apps/v1 Deployment zero'),
      planned('apps/v1 Deployment first', '-1'),
      planned('v1 ConfigMap second', '2'),
      planned('apps/v1 Deployment wrong', 'x'),
    ];
    expect(shown(stagesOf(objects))).toEqual([
      [foundationWave, ['Namespace late']],
      [-1, ['Deployment first']],
      [0, ['Deployment wrong', 'Deployment zero']],
      [2, ['ConfigMap second']],
      [2, ['Deployment second']],
    ]);
  });

  it("takes Argo CD's word for a wave, but ours first", () => {
    const argo = planned('v1 ConfigMap argo');
    argo.object.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '3' };
    const both = planned('v1 ConfigMap both');
    both.object.metadata['annotations'] = { 'argocd.argoproj.io/sync-wave': '3', 'tribble.dev/wave': '1' };
    expect(stagesOf([argo, both]).map(({ wave }) => wave)).toEqual([1, 3]);
  });

  it('is empty for nothing', () => {
    expect(stagesOf([])).toEqual([]);
  });
});

describe('deletionGroups', () => {
  const identities = everyKind.map((text) => planned(text).identity);

  it('deletes webhooks first, then custom resources before what may run for them, and namespaces last', () => {
    expect(deletionGroups(identities).map((group) => group.map(({ kind }) => kind))).toEqual([
      ['ValidatingWebhookConfiguration'],
      ['Own', 'GatewayClass'],
      ['Deployment', 'Job', 'Ingress'],
      ['ConfigMap', 'Service', 'NetworkPolicy'],
      ['ResourceQuota', 'ServiceAccount', 'Role', 'RoleBinding'],
      ['PriorityClass'],
      ['CustomResourceDefinition', 'APIService'],
      ['Namespace'],
    ]);
  });
});

describe('both orders', () => {
  const items = fc.array(
    fc.tuple(
      fc.constantFrom(...everyKind),
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom(undefined, '0', '1', '-5'),
    ),
  );
  const make = (drawn: (readonly [string, string, string | undefined])[]) => {
    const byKey = new Map<string, Planned>();
    for (const [text, name, wave] of drawn) {
      const item = planned(`${text} ${name}`, wave);
      byKey.set(keyOf(item.identity), item);
    }
    return [...byKey.values()];
  };
  const keys = (identities: readonly Identity[]) => identities.map(keyOf);

  it('hold each object once, whatever the order in git, waves ascending', () => {
    fc.assert(
      fc.property(items, (drawn) => {
        const objects = make(drawn);
        const stages = stagesOf(objects);
        const flat = stages.flatMap((stage) => stage.objects.map(({ identity }) => identity));
        expect(keys(flat).toSorted()).toEqual(keys(objects.map(({ identity }) => identity)).toSorted());
        expect(shown(stagesOf(objects.toReversed()))).toEqual(shown(stages));
        const waves = stages.map(({ wave }) => wave);
        expect(waves).toEqual(waves.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)));
        expect(stages.every((stage) => stage.objects.length > 0)).toBe(true);
        expect(keys(deletionGroups(flat).flat()).toSorted()).toEqual(keys(flat).toSorted());
      }),
    );
  });
});
