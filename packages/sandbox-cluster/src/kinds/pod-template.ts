import { type Cause } from '../api-error.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { duplicate, invalidValue, required, unsupported } from './causes.ts';

/** Sets the fields that are absent. */
export function fill(target: JsonObject, defaults: JsonObject): void {
  for (const [key, value] of Object.entries(defaults)) target[key] ??= value;
}

/** The part of an object under a key, created when it is absent. */
export function section(parent: JsonObject, key: string): JsonObject {
  const present = parent[key];
  if (isObject(present)) return present;
  const created: JsonObject = {};
  parent[key] = created;
  return created;
}

/** Fills in the defaults of a pod's spec, alone or in a template. */
export function defaultPodSpec(spec: JsonObject): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  for (const container of containersOf(spec)) defaultContainer(container);
  for (const volume of objectsOf(spec['volumes'])) {
    for (const source of ['configMap', 'secret', 'projected', 'downwardAPI']) {
      const present = volume[source];
      if (isObject(present)) fill(present, { defaultMode: 420 });
    }
  }
}

function containersOf(spec: JsonObject): JsonObject[] {
  return [...objectsOf(spec['initContainers']), ...objectsOf(spec['containers'])];
}

function defaultContainer(container: JsonObject): void {
  fill(container, {
    imagePullPolicy: defaultPullPolicy(textOf(container['image'])),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const port of objectsOf(container['ports'])) fill(port, { protocol: 'TCP' });
  for (const variable of objectsOf(container['env'])) {
    const field = objectOf(variable['valueFrom'])['fieldRef'];
    if (isObject(field)) fill(field, { apiVersion: 'v1' });
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (!isObject(probe)) continue;
    fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
    const request = probe['httpGet'];
    if (isObject(request)) fill(request, { path: '/', scheme: 'HTTP' });
  }
}

function defaultPullPolicy(image: string): string {
  const tag = imageTag(image);
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** The tag of an image reference; `latest` when it names neither tag nor digest. */
export function imageTag(image: string): string {
  const [reference = '', digest] = image.split('@');
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const colon = name.indexOf(':');
  if (colon >= 0) return name.slice(colon + 1);
  return digest === undefined ? 'latest' : '';
}

/** What is wrong with a pod's spec, if anything. */
export function checkPodSpec(field: string, spec: JsonObject): Cause[] {
  const containers = objectsOf(spec['containers']);
  if (containers.length === 0) return [required(`${field}.containers`)];
  const lists = (['initContainers', 'containers'] as const).map(
    (list) => [`${field}.${list}`, objectsOf(spec[list])] as const,
  );
  const policy = textOf(spec['restartPolicy']);
  const policies = ['Always', 'OnFailure', 'Never'];
  return [
    ...lists.flatMap(([at, items]) => checkContainers(at, items)),
    ...(policies.includes(policy) ? [] : [unsupported(`${field}.restartPolicy`, policy, policies)]),
  ];
}

function checkContainers(field: string, containers: JsonObject[]): Cause[] {
  const seen = new Set<string>();
  return containers.flatMap((container, index) => {
    const at = `${field}[${index}]`;
    const name = textOf(container['name']);
    const image = textOf(container['image']);
    const causes: Cause[] = [];
    if (!name) causes.push(required(`${at}.name`));
    else if (seen.has(name)) causes.push(duplicate(`${at}.name`, name));
    if (!image) causes.push(required(`${at}.image`));
    else if (image !== image.trim()) {
      causes.push(invalidValue(`${at}.image`, image, 'must not have leading or trailing whitespace'));
    }
    seen.add(name);
    return causes;
  });
}
