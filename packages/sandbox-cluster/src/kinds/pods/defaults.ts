import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { fill, fillPresent, section } from '../fill.ts';
import { defaultPullPolicy } from './image.ts';
import { defaultVolume } from './volumes.ts';

/** Fills in the defaults of a pod's spec, alone or in a template. */
export function defaultPodSpec(spec: JsonObject): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  mirrorServiceAccount(spec);
  for (const container of containersOf(spec)) defaultContainer(container);
  for (const volume of objectsOf(spec['volumes'])) defaultVolume(volume);
}

/** Fills in the defaults of the pod template of a workload. */
export function defaultTemplate(spec: JsonObject): void {
  defaultPodSpec(section(section(spec, 'template'), 'spec'));
}

/** The old name of the field is still served next to the new one; the new one wins. */
function mirrorServiceAccount(spec: JsonObject): void {
  const name = spec['serviceAccountName'] ?? spec['serviceAccount'];
  if (name !== undefined) Object.assign(spec, { serviceAccountName: name, serviceAccount: name });
}

/** All containers of a pod's spec, init containers first. */
export function containersOf(spec: JsonObject): JsonObject[] {
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
    const source = objectOf(variable['valueFrom']);
    fillPresent(source, 'fieldRef', { apiVersion: 'v1' });
    fillPresent(source, 'resourceFieldRef', { divisor: '0' });
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (isObject(probe)) defaultProbe(probe);
  }
  for (const hook of ['postStart', 'preStop']) {
    defaultRequest(objectOf(objectOf(container['lifecycle'])[hook]));
  }
}

function defaultProbe(probe: JsonObject): void {
  fill(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  fillPresent(probe, 'grpc', { service: '' });
  defaultRequest(probe);
}

const defaultRequest = (handler: JsonObject) => {
  fillPresent(handler, 'httpGet', { path: '/', scheme: 'HTTP' });
};
