import { type Cause } from '../../api-error.ts';
import { isObject, type Json, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { type KubernetesObject } from '../../objects.ts';
import { invalidValue, required } from '../causes.ts';
import { checkFixed, checkOneOf } from '../checks.ts';
import { fill, fillPresent, section } from '../fill.ts';
import { checkName } from '../names.ts';
import { checkLabelSelector } from '../pods/template-checks.ts';

/** What is wrong with an Ingress, if anything. */
export function checkIngress(ingress: KubernetesObject): Cause[] {
  const spec = objectOf(ingress['spec']);
  const rules = objectsOf(spec['rules']);
  if (rules.length === 0 && !isObject(spec['defaultBackend'])) {
    return [invalidValue('spec', [], 'either `defaultBackend` or `rules` must be specified')];
  }
  return [
    ...checkBackend('spec.defaultBackend', spec['defaultBackend']),
    ...rules.flatMap((rule, index) => checkRule(`spec.rules[${index}]`, rule)),
  ];
}

function checkRule(at: string, rule: JsonObject): Cause[] {
  const host = textOf(rule['host']);
  const isWildcard = host.startsWith('*.');
  const wrongHost = host ? checkName(`${at}.host`, isWildcard ? host.slice(2) : host, 'subdomain') : [];
  const http = rule['http'];
  if (!isObject(http)) return wrongHost;
  const paths = objectsOf(http['paths']);
  if (paths.length === 0) return [...wrongHost, required(`${at}.http.paths`)];
  return [...wrongHost, ...paths.flatMap((path, index) => checkPath(`${at}.http.paths[${index}]`, path))];
}

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];

function checkPath(at: string, { path, pathType, backend }: JsonObject): Cause[] {
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  const causes = checkOneOf(`${at}.pathType`, pathType, pathTypes);
  const isExact = pathType === 'Exact' || pathType === 'Prefix';
  if (isExact && !textOf(path).startsWith('/')) {
    causes.push(invalidValue(`${at}.path`, path ?? '', 'must be an absolute path'));
  }
  if (backend === undefined) return [...causes, required(`${at}.backend`)];
  return [...causes, ...checkBackend(`${at}.backend`, backend)];
}

function checkBackend(at: string, backend: Json | undefined): Cause[] {
  if (!isObject(backend)) return [];
  const { service, resource } = backend;
  if (!isObject(service)) {
    return isObject(resource) ? [] : [required(at, 'resource or service backend is required')];
  }
  const { name, number } = objectOf(service['port']);
  const causes = service['name'] ? [] : [required(`${at}.service.name`)];
  return name || number
    ? causes
    : [...causes, required(`${at}.service.port`, 'port name or number is required')];
}

/** Fills in the defaults of an IngressClass. */
export function defaultIngressClass(ingressClass: KubernetesObject): void {
  fillPresent(objectOf(ingressClass['spec']), 'parameters', { scope: 'Cluster' });
}

/** What is wrong with an IngressClass, if anything. */
export function checkIngressClass(
  ingressClass: KubernetesObject,
  live: KubernetesObject | undefined,
): Cause[] {
  const { controller } = objectOf(ingressClass['spec']);
  return [
    ...(controller ? [] : [required('spec.controller')]),
    ...checkFixed(ingressClass, live, ['controller']),
  ];
}

/** Fills in the defaults of a NetworkPolicy. */
export function defaultNetworkPolicy(policy: KubernetesObject): void {
  const spec = section(policy, 'spec');
  fill(spec, { podSelector: {} });
  const egress = objectsOf(spec['egress']);
  const types = spec['policyTypes'];
  if (!Array.isArray(types) || types.length === 0) {
    spec['policyTypes'] = egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  }
  for (const rule of [...objectsOf(spec['ingress']), ...egress]) {
    for (const port of objectsOf(rule['ports'])) fill(port, { protocol: 'TCP' });
  }
}

/** What is wrong with a NetworkPolicy, if anything. */
export function checkNetworkPolicy(policy: KubernetesObject): Cause[] {
  const spec = objectOf(policy['spec']);
  const types = Array.isArray(spec['policyTypes']) ? spec['policyTypes'] : [];
  return [
    ...checkLabelSelector('spec.podSelector', objectOf(spec['podSelector'])),
    ...types.flatMap((type, index) => checkOneOf(`spec.policyTypes[${index}]`, type, ['Egress', 'Ingress'])),
    ...checkPeers('spec.ingress', spec['ingress'], 'from'),
    ...checkPeers('spec.egress', spec['egress'], 'to'),
  ];
}

function checkPeers(field: string, rules: Json | undefined, side: 'from' | 'to'): Cause[] {
  return objectsOf(rules).flatMap((rule, index) =>
    objectsOf(rule[side]).flatMap((peer, position) => {
      const at = `${field}[${index}].${side}[${position}]`;
      const { ipBlock, podSelector, namespaceSelector } = peer;
      const selects = podSelector !== undefined || namespaceSelector !== undefined;
      if (!ipBlock && !selects) return [required(at, 'must specify a peer')];
      if (!isObject(ipBlock)) return [];
      if (selects) {
        return [
          {
            reason: 'FieldValueForbidden',
            message: 'Forbidden: may not specify both ipBlock and another peer',
            field: at,
          },
        ];
      }
      return checkCidr(`${at}.ipBlock.cidr`, textOf(ipBlock['cidr']));
    }),
  );
}

function checkCidr(field: string, cidr: string): Cause[] {
  if (!cidr) return [required(field)];
  if (/^[\da-fA-F.:]+\/\d{1,3}$/.test(cidr)) return [];
  return [invalidValue(field, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
}
