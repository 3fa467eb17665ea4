import { fieldAt, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { ageColumn, column, labelsText, nameColumn, textColumn } from '../columns.ts';
import { defineKind } from '../kind.ts';
import {
  checkIngress,
  checkIngressClass,
  checkNetworkPolicy,
  defaultIngressClass,
  defaultNetworkPolicy,
} from './rules.ts';

const group = 'networking.k8s.io';
const orNone = (text: string) => text || '<none>';

function hosts(ingress: KubernetesObject): string {
  const names = objectsOf(fieldAt(ingress, 'spec', 'rules')).map((rule) => textOf(rule['host']));
  return names.filter((name) => name !== '').join(',') || '*';
}

function address(ingress: KubernetesObject): string {
  return objectsOf(fieldAt(ingress, 'status', 'loadBalancer', 'ingress'))
    .map(({ ip, hostname }) => textOf(ip, textOf(hostname)))
    .join(',');
}

/** The kinds of the group `networking.k8s.io`. */
export const networkingKinds = [
  defineKind({
    kind: 'Ingress',
    plural: 'ingresses',
    group,
    shortNames: ['ing'],
    subresources: ['status'],
    generation: ['spec'],
    initialStatus: { loadBalancer: {} },
    validate: checkIngress,
    columns: [
      nameColumn,
      column('Class', (ingress) => textOf(fieldAt(ingress, 'spec', 'ingressClassName'), '<none>')),
      column('Hosts', hosts),
      column('Address', address),
      column('Ports', (ingress) =>
        objectsOf(fieldAt(ingress, 'spec', 'tls')).length > 0 ? '80, 443' : '80',
      ),
      ageColumn,
    ],
  }),
  defineKind({
    kind: 'IngressClass',
    plural: 'ingressclasses',
    group,
    namespaced: false,
    generation: ['spec'],
    defaults: defaultIngressClass,
    validate: checkIngressClass,
    columns: [
      nameColumn,
      textColumn('Controller', 'spec', 'controller'),
      column('Parameters', (ingressClass) => {
        const { apiGroup, kind, name } = objectOf(fieldAt(ingressClass, 'spec', 'parameters'));
        return orNone(
          name ? `${[kind, apiGroup].map((part) => textOf(part)).join('.')}/${textOf(name)}` : '',
        );
      }),
      ageColumn,
    ],
  }),
  defineKind({
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    group,
    shortNames: ['netpol'],
    generation: ['spec'],
    defaults: defaultNetworkPolicy,
    validate: checkNetworkPolicy,
    columns: [
      nameColumn,
      column('Pod-Selector', (policy) => labelsText(policy, 'spec', 'podSelector', 'matchLabels')),
      ageColumn,
    ],
  }),
];
