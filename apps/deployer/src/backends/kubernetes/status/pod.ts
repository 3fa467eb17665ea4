import type { KubernetesObject } from '../objects/identity.ts';
import { graceEnd } from './freshness.ts';
import { because, conditionOf, mapsAt, textAt } from './live-fields.ts';
import { shortened } from './shortened.ts';
import { current, type Facts, failed, inProgress, type Verdict } from './verdict.ts';

/** A pod that stands alone in git. Nothing replaces it when it fails, other than kstatus supposes. */
export function judgePod(object: KubernetesObject, facts: Facts): Verdict {
  const phase = textAt(object, 'status.phase');
  switch (phase) {
    case 'Succeeded':
      return current();
    case 'Failed':
      return failed(withWords('has failed', object));
    case 'Running':
      return judgeRunning(object);
    case 'Pending':
      return judgePending(object, facts);
    case '':
      return inProgress('NoStatus', 'has no status yet');
    default: {
      const message = withWords(`is in the phase ${phase}`, object);
      return { status: 'Unknown', reason: 'NoStatus', message };
    }
  }
}

function judgeRunning(object: KubernetesObject): Verdict {
  const ready = conditionOf(object, 'Ready');
  if (ready?.status === 'True') return current();
  const crashing = mapsAt(object, 'status.containerStatuses').find(
    (container) => textAt(container, 'state.waiting.reason') === 'CrashLoopBackOff',
  );
  if (crashing) return failed(`has a container that crashes again and again: ${textAt(crashing, 'name')}`);
  return inProgress('UpdatedUnavailable', because('is not ready', ready));
}

/** A cluster that grows by itself may need a moment until there is room for a pod. */
function judgePending(object: KubernetesObject, facts: Facts): Verdict {
  const scheduled = conditionOf(object, 'PodScheduled');
  if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') {
    return inProgress('UpdatedUnavailable', 'is pending');
  }
  const message = because('cannot be scheduled', scheduled);
  const end = graceEnd(object, facts);
  return end ? inProgress('UpdatedUnavailable', message, end) : failed(message);
}

function withWords(sentence: string, object: KubernetesObject): string {
  const words = [textAt(object, 'status.reason'), shortened(textAt(object, 'status.message').trim())].filter(
    Boolean,
  );
  return [sentence, ...words].join(': ');
}
