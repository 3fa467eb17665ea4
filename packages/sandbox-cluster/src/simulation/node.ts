import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { matchesLabels } from '../selectors/label-selector.ts';
import { specOf } from './workload.ts';

/** The name of the one imaginary node. */
export const nodeName = 'sandbox';

/** The node with which the cluster starts. */
export function newNode(): JsonObject {
  const labels = {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': nodeName,
    'kubernetes.io/os': 'linux',
  };
  return {
    metadata: { name: nodeName, labels },
    spec: { podCIDR: '10.244.0.0/16', podCIDRs: ['10.244.0.0/16'] },
  };
}

/** The status of the node: ready, and larger than anybody asks for. */
export function nodeStatus(now: number): JsonObject {
  const size = { cpu: '64', memory: '256Gi', pods: '1000', 'ephemeral-storage': '1Ti' };
  const time = timestamp(now);
  return {
    capacity: size,
    allocatable: size,
    addresses: [
      { type: 'InternalIP', address: '127.0.0.1' },
      { type: 'Hostname', address: nodeName },
    ],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
        lastHeartbeatTime: time,
        lastTransitionTime: time,
      },
    ],
    nodeInfo: { kubeletVersion: 'v1.32.0+sandbox', operatingSystem: 'linux', architecture: 'amd64' },
  };
}

/** Why a pod fits on no node, in the scheduler's words; undefined when it fits. */
export function whyUnschedulable(
  pod: KubernetesObject,
  nodes: readonly KubernetesObject[],
  claims: ReadonlyMap<string, KubernetesObject | undefined>,
): string | undefined {
  if (nodes.length === 0) return 'no nodes available to schedule pods';
  const available = `0/${nodes.length} nodes are available`;
  const hopeless = `preemption: ${available}: ${nodes.length} Preemption is not helpful for scheduling.`;
  const missing = [...claims].find(([, claim]) => claim === undefined)?.[0];
  if (missing !== undefined) {
    return `${available}: persistentvolumeclaim ${JSON.stringify(missing)} not found. ${hopeless}`;
  }
  const reasons = nodes.map((node) => whyNotOn(node, pod));
  if (reasons.includes(undefined)) return undefined;
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${count} node(s) ${reason}`).sort();
  return `${available}: ${list.join(', ')}. ${hopeless}`;
}

function whyNotOn(node: KubernetesObject, pod: KubernetesObject): string | undefined {
  if (specOf(node)['unschedulable'] === true) return 'were unschedulable';
  return fits(node, specOf(pod)) ? undefined : "didn't match Pod's node affinity/selector";
}

/** Whether a pod's node selector and required affinity allow a node. */
export function fits(node: KubernetesObject, podSpec: JsonObject): boolean {
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries(objectOf(podSpec['nodeSelector']));
  if (wanted.some(([key, value]) => labels[key] !== value)) return false;
  const affinity = objectOf(objectOf(podSpec['affinity'])['nodeAffinity']);
  const required = affinity['requiredDuringSchedulingIgnoredDuringExecution'];
  if (!isObject(required)) return true;
  return objectsOf(required['nodeSelectorTerms']).some(
    (term) =>
      meets(term['matchExpressions'], labels) &&
      meets(term['matchFields'], { 'metadata.name': node.metadata.name }),
  );
}

function meets(expressions: JsonObject[string] | undefined, labels: Record<string, string>): boolean {
  return objectsOf(expressions).every(({ key, operator, values }) => {
    const name = textOf(key);
    const list = Array.isArray(values) ? values.map((value) => textOf(value)) : [];
    const [limit = ''] = list;
    switch (operator) {
      case 'Gt':
        return Number(labels[name]) > Number(limit);
      case 'Lt':
        return Number(labels[name]) < Number(limit);
      case 'In':
      case 'NotIn':
      case 'Exists':
      case 'DoesNotExist':
        return matchesLabels([{ key: name, operator, values: list }], labels);
      default:
        return false;
    }
  });
}
