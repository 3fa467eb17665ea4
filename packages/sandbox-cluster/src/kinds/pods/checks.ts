import { type Cause } from '../../api-error.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { duplicate, invalidValue, notThere, required } from '../causes.ts';
import { checkNotNegative, checkOneOf, checkPort } from '../checks.ts';
import { checkName } from '../names.ts';
import { checkResources } from './resources.ts';

/** What is wrong with a pod's spec, if anything. */
export function checkPodSpec(field: string, spec: JsonObject): Cause[] {
  const volumes = objectsOf(spec['volumes']);
  const causes = checkVolumes(`${field}.volumes`, volumes);
  const names = new Set(volumes.map((volume) => textOf(volume['name'])));
  if (objectsOf(spec['containers']).length === 0) causes.push(required(`${field}.containers`));
  const seen = new Set<string>();
  for (const list of ['containers', 'initContainers'] as const) {
    objectsOf(spec[list]).forEach((container, index) => {
      causes.push(...checkContainer(`${field}.${list}[${index}]`, container, seen, names));
    });
  }
  return [
    ...causes,
    ...checkOneOf(`${field}.restartPolicy`, spec['restartPolicy'], ['Always', 'OnFailure', 'Never']),
    ...checkOneOf(`${field}.dnsPolicy`, spec['dnsPolicy'], [
      'ClusterFirst',
      'ClusterFirstWithHostNet',
      'Default',
      'None',
    ]),
    ...checkNotNegative(`${field}.terminationGracePeriodSeconds`, spec['terminationGracePeriodSeconds']),
  ];
}

function checkVolumes(field: string, volumes: readonly JsonObject[]): Cause[] {
  const seen = new Set<string>();
  return volumes.flatMap((volume, index) => {
    const at = `${field}[${index}]`;
    const name = textOf(volume['name']);
    const causes: Cause[] = name ? checkName(`${at}.name`, name, 'label') : [required(`${at}.name`)];
    if (seen.has(name)) causes.push(duplicate(`${at}.name`, name));
    seen.add(name);
    const sources = Object.keys(volume).filter((key) => isObject(volume[key]));
    const second = sources[1];
    if (second) causes.push(forbiddenSecond(`${at}.${second}`));
    if (isObject(volume['secret']) && !volume['secret']['secretName']) {
      causes.push(required(`${at}.secret.secretName`));
    }
    if (isObject(volume['configMap']) && !volume['configMap']['name']) {
      causes.push(required(`${at}.configMap.name`));
    }
    return causes;
  });
}

const forbiddenSecond = (field: string): Cause => ({
  reason: 'FieldValueForbidden',
  message: 'Forbidden: may not specify more than 1 volume type',
  field,
});

function checkContainer(
  at: string,
  container: JsonObject,
  seen: Set<string>,
  volumes: ReadonlySet<string>,
): Cause[] {
  const name = textOf(container['name']);
  const causes: Cause[] = name ? checkName(`${at}.name`, name, 'label') : [required(`${at}.name`)];
  if (name && seen.has(name)) causes.push(duplicate(`${at}.name`, name));
  seen.add(name);
  return [
    ...causes,
    ...checkImage(`${at}.image`, textOf(container['image'])),
    ...checkOneOf(`${at}.imagePullPolicy`, container['imagePullPolicy'], ['Always', 'IfNotPresent', 'Never']),
    ...objectsOf(container['ports']).flatMap((port, index) =>
      checkContainerPort(`${at}.ports[${index}]`, port),
    ),
    ...checkDuplicatePorts(at, container),
    ...objectsOf(container['env']).flatMap((variable, index) =>
      variable['name'] ? [] : [required(`${at}.env[${index}].name`)],
    ),
    ...checkMounts(at, container, volumes),
    ...checkProbes(at, container),
    ...checkResources(`${at}.resources`, objectOf(container['resources'])),
  ];
}

function checkImage(field: string, image: string): Cause[] {
  if (!image) return [required(field)];
  if (image === image.trim()) return [];
  return [invalidValue(field, image, 'must not have leading or trailing whitespace')];
}

function checkContainerPort(at: string, port: JsonObject): Cause[] {
  return [
    ...(port['containerPort'] === undefined
      ? [required(`${at}.containerPort`)]
      : checkPort(`${at}.containerPort`, port['containerPort'])),
    ...checkOneOf(`${at}.protocol`, port['protocol'], ['SCTP', 'TCP', 'UDP']),
  ];
}

function checkDuplicatePorts(at: string, container: JsonObject): Cause[] {
  const seen = new Set<string>();
  return objectsOf(container['ports']).flatMap((port, index) => {
    const name = textOf(port['name']);
    if (!name) return [];
    if (seen.has(name)) return [duplicate(`${at}.ports[${index}].name`, name)];
    seen.add(name);
    return [];
  });
}

function checkMounts(at: string, container: JsonObject, volumes: ReadonlySet<string>): Cause[] {
  const paths = new Set<string>();
  return objectsOf(container['volumeMounts']).flatMap((mount, index) => {
    const field = `${at}.volumeMounts[${index}]`;
    const [name, path] = [textOf(mount['name']), textOf(mount['mountPath'])];
    const causes: Cause[] = [];
    if (!name) causes.push(required(`${field}.name`));
    else if (!volumes.has(name)) causes.push(notThere(`${field}.name`, name));
    if (!path) causes.push(required(`${field}.mountPath`));
    else if (paths.has(path)) causes.push(invalidValue(`${field}.mountPath`, path, 'must be unique'));
    paths.add(path);
    return causes;
  });
}

function checkProbes(at: string, container: JsonObject): Cause[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((name) => {
    const probe = container[name];
    if (!isObject(probe)) return [];
    const handlers = ['exec', 'grpc', 'httpGet', 'tcpSocket'].filter((handler) => isObject(probe[handler]));
    return handlers.length > 0 ? [] : [required(`${at}.${name}`, 'must specify a handler type')];
  });
}
