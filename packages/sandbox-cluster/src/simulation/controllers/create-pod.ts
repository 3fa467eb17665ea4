import { ApiError } from '../../api-error.ts';
import { type JsonObject, objectOf, textOf } from '../../json.ts';
import { podKind } from '../../kinds/table.ts';
import { type KubernetesObject } from '../../objects.ts';
import { randomSuffix, type Registry } from '../../registry/registry.ts';
import { manager, servedKinds } from '../access.ts';
import { recordEvent } from '../events.ts';
import { refuseOverQuota } from '../quota.ts';

/** Creates a pod for a controller. Returns the refusal when the API server does not want it, and says so in an Event. */
export function createPod(
  registry: Registry,
  owner: KubernetesObject,
  pod: JsonObject,
  { component, isNew }: { component: string; isNew: boolean },
): string | undefined {
  const { namespace = '' } = owner.metadata;
  const given = objectOf(pod['metadata']);
  const name = textOf(given['name'], `${textOf(given['generateName'])}${randomSuffix()}`);
  const named = { ...pod, metadata: { ...given, name, namespace } };
  try {
    refuseOverQuota(registry.store, servedKinds(registry), podKind, {
      apiVersion: 'v1',
      kind: 'Pod',
      ...named,
    });
    registry.create(podKind, namespace, named, { manager });
    return undefined;
  } catch (error) {
    // A namespace that is going away is no failure of the workload.
    if (!(error instanceof ApiError) || error.details?.causes?.[0]?.reason === 'NamespaceTerminating') {
      throw error;
    }
    const message = `Error creating: ${error.message}`;
    if (isNew) recordEvent(registry, owner, { type: 'Warning', reason: 'FailedCreate', message, component });
    return error.message;
  }
}

/** How long a controller waits before it tries again to create what was refused, in milliseconds. */
export const retryDelay = 1000;
