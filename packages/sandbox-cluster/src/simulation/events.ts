import { ApiError } from '../api-error.ts';
import { eventKind } from '../kinds/table.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { randomSuffix, type Registry } from '../registry/registry.ts';

/** What an Event says about an object. */
export interface Occurrence {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
}

/** Records an Event about an object, as `kubectl describe` shows it. */
export function recordEvent(registry: Registry, about: KubernetesObject, occurrence: Occurrence): void {
  const { type, reason, message, component } = occurrence;
  const { name, namespace = '', uid = '', resourceVersion = '' } = about.metadata;
  const time = timestamp(registry.now());
  const event = {
    metadata: { name: `${name}.${randomSuffix()}`, namespace },
    involvedObject: { kind: about.kind, namespace, name, uid, apiVersion: about.apiVersion, resourceVersion },
    type,
    reason,
    message,
    source: { component },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    reportingComponent: component,
    reportingInstance: '',
  };
  try {
    registry.create(eventKind, namespace, event, { manager: component });
  } catch (error) {
    // Events are told, not promised: a namespace that is going away takes no new ones.
    if (!(error instanceof ApiError)) throw error;
  }
}
