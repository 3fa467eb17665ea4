import { createHash } from 'node:crypto';
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { fill, section } from '../fill.ts';

const isOpen = (spec: JsonObject) => spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
const isExternalName = (spec: JsonObject) => spec['type'] === 'ExternalName';

/** Fills in the defaults of a Service. */
export function defaultService(service: KubernetesObject): void {
  const spec = section(service, 'spec');
  fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (spec['sessionAffinity'] === 'ClientIP') {
    fill(section(section(spec, 'sessionAffinityConfig'), 'clientIP'), { timeoutSeconds: 10800 });
  }
  for (const port of objectsOf(spec['ports'])) {
    fill(port, { protocol: 'TCP', ...(port['port'] !== undefined && { targetPort: port['port'] }) });
  }
  if (isExternalName(spec)) return;
  fill(spec, { internalTrafficPolicy: 'Cluster' });
  if (isOpen(spec)) fill(spec, { externalTrafficPolicy: 'Cluster' });
  if (spec['type'] === 'LoadBalancer') fill(spec, { allocateLoadBalancerNodePorts: true });
}

/** Gives a Service its addresses and node ports, derived from its name, or keeps those that it has. */
export function allocateService(service: KubernetesObject, live: KubernetesObject | undefined): void {
  const spec = section(service, 'spec');
  const before = objectOf(live?.['spec']);
  dropOutdated(spec, before);
  if (isExternalName(spec)) return;
  fill(spec, { clusterIP: before['clusterIP'] ?? clusterAddress(service) });
  const address = textOf(spec['clusterIP']);
  fill(spec, { clusterIPs: [address], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' });
  if (!isOpen(spec) || spec['allocateLoadBalancerNodePorts'] === false) return;
  for (const port of objectsOf(spec['ports'])) {
    const old = objectsOf(before['ports']).find(
      (other) => other['port'] === port['port'] && other['protocol'] === port['protocol'],
    );
    fill(port, { nodePort: old?.['nodePort'] ?? nodePort(service, `:${numberOf(port['port'])}`) });
  }
  if (spec['type'] === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local') {
    fill(spec, { healthCheckNodePort: nodePort(service, ':health') });
  }
}

/** What the old type needed and the new one does not goes away with the type. */
function dropOutdated(spec: JsonObject, before: JsonObject): void {
  const drop = (...fields: string[]) => {
    for (const field of fields) if (field in before) delete spec[field];
  };
  if (isExternalName(spec) && !isExternalName(before)) {
    drop('clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy');
  }
  if (isOpen(before) && !isOpen(spec)) {
    drop('externalTrafficPolicy', 'healthCheckNodePort');
    for (const port of objectsOf(spec['ports'])) delete port['nodePort'];
  }
  if (before['type'] === 'LoadBalancer' && spec['type'] !== 'LoadBalancer') {
    drop('allocateLoadBalancerNodePorts', 'loadBalancerClass');
  }
}

// Derived, not counted: a dry run shows the address that the real run will give.
function digestOf(service: KubernetesObject, salt = ''): Buffer {
  const { namespace = '', name } = service.metadata;
  return createHash('sha256').update(`${namespace}/${name}${salt}`).digest();
}

function clusterAddress(service: KubernetesObject): string {
  const digest = digestOf(service);
  return `10.96.${digest[0] ?? 0}.${1 + ((digest[1] ?? 0) % 254)}`;
}

function nodePort(service: KubernetesObject, salt: string): number {
  return 30000 + (digestOf(service, salt).readUInt16BE(0) % 2768);
}
