import { type ObjectType } from '../schema-types.ts';
import { typeTexts } from './generated/types.ts';
import { TypeReader } from './notation.ts';

const reader = new TypeReader(typeTexts);

/** The built-in kinds by their API version; two have a name in the table that tells them from others of their name. */
const served: Readonly<Record<string, readonly (keyof typeof typeTexts)[]>> = {
  v1: [
    ...(['Namespace', 'Pod', 'Service', 'ConfigMap', 'Secret', 'ServiceAccount', 'Node'] as const),
    ...(['Endpoints', 'PersistentVolume', 'PersistentVolumeClaim', 'LimitRange'] as const),
    ...(['ResourceQuota', 'CoreEvent'] as const),
  ],
  'apps/v1': ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ControllerRevision'],
  'batch/v1': ['Job', 'CronJob'],
  'networking.k8s.io/v1': ['Ingress', 'IngressClass', 'NetworkPolicy'],
  'autoscaling/v2': ['V2HorizontalPodAutoscaler'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  'storage.k8s.io/v1': ['StorageClass'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'coordination.k8s.io/v1': ['Lease'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'admissionregistration.k8s.io/v1': [
    ...(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const),
    ...(['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'] as const),
  ],
};

const kindName = (type: string) => type.replace(/^(?:V2|Core)/, '');

/** The fields of a built-in kind; undefined for all others. */
export function builtInType(apiVersion: string, kind: string): ObjectType | undefined {
  const name = served[apiVersion]?.find((type) => kindName(type) === kind);
  return name && reader.object(name);
}
