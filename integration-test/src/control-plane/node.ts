/** The one node of the cluster. kwok plays its kubelet. */
import type { ApiClient } from './api-client.ts';
import { ControlPlaneError } from './control-plane-error.ts';

const name = 'kwok';

/** Registers the node, as a kubelet would do. */
export async function createNode(api: ApiClient): Promise<void> {
  const labels = {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
  };
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
  const { status, body } = await api.send('POST', '/api/v1/nodes', node);
  if (status !== 201)
    throw new ControlPlaneError(`The API server refused the node with status ${status}: ${body}`);
}

/** Whether the node takes pods: kwok has said that it is ready, and the controllers have taken their taint back. */
export async function nodeTakesPods(api: ApiClient): Promise<boolean> {
  const { status, body } = await api.send('GET', `/api/v1/nodes/${name}`);
  if (status !== 200) return false;
  const node = JSON.parse(body) as NodeObject;
  const isReady = node.status?.conditions?.some(
    (condition) => condition.type === 'Ready' && condition.status === 'True',
  );
  return isReady === true && (node.spec?.taints ?? []).length === 0;
}

type NodeObject = {
  spec?: { taints?: readonly unknown[] };
  status?: { conditions?: readonly { type: string; status: string }[] };
};
