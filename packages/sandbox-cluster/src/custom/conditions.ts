import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import { type KubernetesObject, timestamp } from '../objects.ts';
import { conditionStatus } from './definition-kind.ts';
import { type NamesDecision } from './names.ts';

/** A condition without its time. */
interface Verdict {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** The status of a definition whose names were decided. */
export function decidedStatus(
  definition: KubernetesObject,
  { accepted, conflict }: NamesDecision,
  now: number,
): JsonObject {
  const established: Verdict = conflict
    ? {
        type: 'Established',
        status: 'False',
        reason: 'NotAccepted',
        message: 'not all names are accepted',
      }
    : {
        type: 'Established',
        status: 'True',
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
      };
  const names: Verdict = conflict
    ? { type: 'NamesAccepted', status: 'False', ...conflict }
    : {
        type: 'NamesAccepted',
        status: 'True',
        reason: 'NoConflicts',
        message: 'no conflicts found',
      };
  // What is established stays so, whatever its names become later.
  const isEstablished = conditionStatus(definition, 'Established') === 'True';
  const named = withCondition(objectOf(definition['status']), names, now);
  const status = isEstablished ? named : withCondition(named, established, now);
  return { ...status, acceptedNames: accepted };
}

/** The status of a definition that was asked to go. */
export function pendingStatus(definition: KubernetesObject, now: number): JsonObject {
  return withTerminating(definition, now, {
    status: 'True',
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  });
}

/** The status of a definition whose objects are being deleted. */
export function deletingStatus(definition: KubernetesObject, left: number, now: number): JsonObject {
  if (left === 0) {
    return withTerminating(definition, now, {
      status: 'False',
      reason: 'InstanceDeletionCompleted',
      message: 'removed all instances',
    });
  }
  return withTerminating(definition, now, {
    status: 'True',
    reason: 'InstanceDeletionInProgress',
    message: 'CustomResource deletion is in progress',
  });
}

function withTerminating(
  definition: KubernetesObject,
  now: number,
  verdict: Omit<Verdict, 'type'>,
): JsonObject {
  return withCondition(objectOf(definition['status']), { type: 'Terminating', ...verdict }, now);
}

/** Puts a condition into a status; its time moves only when its status does. */
function withCondition(status: JsonObject, verdict: Verdict, now: number): JsonObject {
  const conditions = objectsOf(status['conditions']);
  const before = conditions.find(({ type }) => type === verdict.type);
  const since = before?.['status'] === verdict.status ? before['lastTransitionTime'] : undefined;
  const { type, status: value, reason, message } = verdict;
  const condition = {
    type,
    status: value,
    lastTransitionTime: since ?? timestamp(now),
    reason,
    message,
  };
  const next = before
    ? conditions.map((other) => (other === before ? condition : other))
    : [...conditions, condition];
  return { ...status, conditions: next };
}
