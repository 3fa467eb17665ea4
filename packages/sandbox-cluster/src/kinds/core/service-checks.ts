import { type Cause } from '../../api-error.ts';
import { type JsonObject, numberOf, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { duplicate, invalidValue, required, unsupported } from '../causes.ts';
import { checkOneOf, checkPort } from '../checks.ts';
import { checkName } from '../names.ts';

const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

/** What is wrong with a Service, if anything. */
export function checkService(service: KubernetesObject, live: KubernetesObject | undefined): Cause[] {
  const spec = objectOf(service['spec']);
  const type = textOf(spec['type']);
  if (!types.includes(type)) return [unsupported('spec.type', type, types)];
  const causes = [
    ...checkOneOf('spec.sessionAffinity', spec['sessionAffinity'], ['ClientIP', 'None']),
    ...checkPorts(spec),
  ];
  if (type === 'ExternalName') {
    return spec['externalName'] ? causes : [...causes, required('spec.externalName')];
  }
  if (objectsOf(spec['ports']).length === 0 && spec['clusterIP'] !== 'None') {
    causes.push(required('spec.ports'));
  }
  return [...causes, ...checkAddress(spec, objectOf(live?.['spec']))];
}

function checkAddress(spec: JsonObject, before: JsonObject): Cause[] {
  const [old, now] = [textOf(before['clusterIP']), textOf(spec['clusterIP'])];
  if (before['type'] === 'ExternalName' || !old || old === now) return checkForm(now);
  return [invalidValue('spec.clusterIPs[0]', [now], 'may not change once set')];
}

function checkForm(address: string): Cause[] {
  if (address === 'None' || /^[\d.]+$|:/.test(address)) return [];
  const says = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
  return [invalidValue('spec.clusterIPs[0]', address, says)];
}

function checkPorts(spec: JsonObject): Cause[] {
  const ports = objectsOf(spec['ports']);
  const names = new Set<string>();
  return ports.flatMap((port, index) => {
    const at = `spec.ports[${index}]`;
    const name = textOf(port['name']);
    const causes = checkServicePort(at, port, ports.length > 1);
    if (name && names.has(name)) causes.push(duplicate(`${at}.name`, name));
    names.add(name);
    return causes;
  });
}

function checkServicePort(at: string, port: JsonObject, named: boolean): Cause[] {
  const name = textOf(port['name']);
  const causes: Cause[] = [
    ...(named && !name ? [required(`${at}.name`)] : []),
    ...(name ? checkName(`${at}.name`, name, 'label') : []),
    ...checkPort(`${at}.port`, numberOf(port['port'])),
    ...checkOneOf(`${at}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']),
  ];
  if (typeof port['targetPort'] === 'number')
    causes.push(...checkPort(`${at}.targetPort`, port['targetPort']));
  const nodePort = numberOf(port['nodePort'], 30000);
  if (nodePort < 30000 || nodePort > 32767) {
    const says = 'provided port is not in the valid range. The range of valid ports is 30000-32767';
    causes.push(invalidValue(`${at}.nodePort`, nodePort, says));
  }
  return causes;
}
