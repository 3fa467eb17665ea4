import { badRequest } from '../api-error.ts';
import { fieldAt, objectsOf, textOf } from '../json.ts';
import { podKind } from '../kinds/table.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Registry } from '../registry/registry.ts';
import { podLog } from '../simulation/log.ts';
import { targetOf } from './api-request.ts';
import { type ResourcePath } from './resource-path.ts';

/** Whether a path is that of a pod's log. */
export function isLogPath({ kind, name, subresource }: ResourcePath): boolean {
  return kind === podKind && name !== undefined && subresource === 'log';
}

/** The log of one container, or its last lines. */
export function readLog(registry: Registry, path: ResourcePath, query: URLSearchParams): string {
  const pod = registry.get(targetOf(path));
  refuseUnknownContainer(pod, query.get('container') ?? '');
  const tail = numberIn(query, 'tailLines');
  const limit = numberIn(query, 'limitBytes');
  const lines = podLog(pod).split(/(?<=\n)/);
  const shown = (tail === undefined ? lines : lines.slice(Math.max(0, lines.length - tail))).join('');
  return limit === undefined ? shown : Buffer.from(shown).subarray(0, limit).toString();
}

function refuseUnknownContainer(pod: KubernetesObject, container: string): void {
  const { name } = pod.metadata;
  const names = (list: string) => objectsOf(fieldAt(pod, 'spec', list)).map((item) => textOf(item['name']));
  const containers = names('containers');
  if (container === '' && containers.length > 1) {
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]`,
    );
  }
  if (container === '' || [...containers, ...names('initContainers')].includes(container)) return;
  throw badRequest(`container ${container} is not valid for pod ${name}`);
}

function numberIn(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}
