import { fieldAt, isObject, type JsonObject, numberOf, objectOf, textOf } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { formatRequirements, requirementsOf } from '../selectors/label-selector.ts';
import { isCustom, type ScalePaths } from './served-kinds.ts';

const workloadPaths: ScalePaths = {
  specReplicas: ['spec', 'replicas'],
  statusReplicas: ['status', 'replicas'],
  selector: undefined,
};

const pathsOf = (kind: Kind): ScalePaths => (isCustom(kind) ? (kind.scale ?? workloadPaths) : workloadPaths);

/** A workload seen through its scale subresource. */
export function scaleOf(kind: Kind, workload: KubernetesObject): JsonObject {
  const { name, namespace = '', uid = '', resourceVersion = '', creationTimestamp = '' } = workload.metadata;
  const { specReplicas, statusReplicas } = pathsOf(kind);
  const selector = selectorOf(kind, workload);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace && { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(fieldAt(workload, ...specReplicas)) },
    status: { replicas: numberOf(fieldAt(workload, ...statusReplicas)), ...(selector && { selector }) },
  };
}

function selectorOf(kind: Kind, workload: KubernetesObject): string {
  const { selector } = pathsOf(kind);
  if (selector) return textOf(fieldAt(workload, ...selector));
  if (isCustom(kind)) return '';
  return formatRequirements(requirementsOf(objectOf(fieldAt(workload, 'spec', 'selector'))));
}

/** A workload after its Scale was changed: only the number of replicas, and the state that the change is based on. */
export function withScale(kind: Kind, workload: KubernetesObject, scale: JsonObject): JsonObject {
  const replicas = numberOf(objectOf(scale['spec'])['replicas']);
  const { resourceVersion, uid } = objectOf(scale['metadata']);
  const base = isObject(workload.metadata) ? workload.metadata : {};
  const metadata = { ...base, ...(resourceVersion && { resourceVersion }), ...(uid && { uid }) };
  return { ...withNumber(workload, pathsOf(kind).specReplicas, replicas), metadata };
}

function withNumber(parent: JsonObject, [step, ...rest]: readonly string[], value: number): JsonObject {
  if (step === undefined) return parent;
  return { ...parent, [step]: rest.length > 0 ? withNumber(objectOf(parent[step]), rest, value) : value };
}
