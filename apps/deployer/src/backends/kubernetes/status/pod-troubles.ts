import type { ValueMap } from '@tribble/resource-repo/format';
import { conditionOf, countAt, mapsAt, textAt } from './live-fields.ts';

/** What keeps one pod from being ready. */
export type Trouble = {
  text: string;
  /** The container whose log may tell why; `previous` where it has been started again since. */
  log?: { pod: string; container: string; previous: boolean };
};

/** What every new container is in for a moment. */
const ordinary: readonly string[] = ['', 'ContainerCreating', 'PodInitializing'];

/** What keeps a pod from being ready, in its own words; empty for one that is ready, has succeeded or is on its way. */
export function troublesOf(pod: ValueMap): Trouble[] {
  const phase = textAt(pod, 'status.phase');
  if (phase === 'Succeeded' || isReady(pod)) return [];
  const containers = [
    ...mapsAt(pod, 'status.initContainerStatuses'),
    ...mapsAt(pod, 'status.containerStatuses'),
  ];
  const troubles = [
    ...schedulingOf(pod),
    ...(phase === 'Failed' ? evictionOf(pod) : []),
    ...containers.flatMap((container) => troubleOf(pod, container)),
  ];
  return troubles.length > 0 ? troubles : unreadinessOf(pod);
}

export function isReady(pod: ValueMap): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

function schedulingOf(pod: ValueMap): Trouble[] {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return [];
  return [{ text: sentence(scheduled.reason || 'Unschedulable', scheduled.message) }];
}

/** A pod that was ended as a whole, by its node or by a deadline, says so itself. */
function evictionOf(pod: ValueMap): Trouble[] {
  const reason = textAt(pod, 'status.reason');
  return reason === '' ? [] : [{ text: sentence(reason, textAt(pod, 'status.message')) }];
}

function troubleOf(pod: ValueMap, container: ValueMap): Trouble[] {
  const reason = textAt(container, 'state.waiting.reason');
  if (reason !== '' && reason !== 'CrashLoopBackOff') {
    if (ordinary.includes(reason)) return [];
    const image = textAt(container, 'image');
    const words = textAt(container, 'state.waiting.message').trim();
    return [{ text: sentence(reason, words || (image && `image "${image}"`)) }];
  }
  const hasEnded = hasFailed(container, 'state');
  if (!hasEnded && (container['ready'] === true || !hasFailed(container, 'lastState'))) return [];
  const text = endOf(container, hasEnded ? 'state' : 'lastState');
  const name = { pod: textAt(pod, 'metadata.name'), container: textAt(container, 'name') };
  return [{ text: reason === '' ? text : sentence(reason, text), log: { ...name, previous: !hasEnded } }];
}

function hasFailed(container: ValueMap, state: 'state' | 'lastState'): boolean {
  const reason = textAt(container, `${state}.terminated.reason`);
  // A crash loop of a container that ends well is one, too: it was to go on.
  const isLooping = state === 'lastState' && textAt(container, 'state.waiting.reason') === 'CrashLoopBackOff';
  return isLooping || countAt(container, `${state}.terminated.exitCode`) !== 0 || reason === 'OOMKilled';
}

/** How a container ended. The kubelet's words for a crash loop only name the pod and the pause. */
function endOf(container: ValueMap, state: 'state' | 'lastState'): string {
  const reason = textAt(container, `${state}.terminated.reason`);
  const code = countAt(container, `${state}.terminated.exitCode`);
  const end = `container ${textAt(container, 'name')} ended with exit code ${code}${reason && ` (${reason})`}`;
  return sentence(end, textAt(container, `${state}.terminated.message`).trim());
}

/** A pod that runs, and is not ready for its probes or for what others say about it. */
function unreadinessOf(pod: ValueMap): Trouble[] {
  if (textAt(pod, 'status.phase') !== 'Running') return [];
  const names = mapsAt(pod, 'status.containerStatuses')
    .filter((container) => container['ready'] !== true)
    .map((container) => textAt(container, 'name'));
  if (names.length > 0) {
    return [{ text: `${names.length === 1 ? 'container' : 'containers'} ${names.join(', ')} not ready` }];
  }
  const message = conditionOf(pod, 'Ready')?.message;
  return message ? [{ text: message }] : [];
}

function sentence(start: string, words: string): string {
  return words === '' ? start : `${start}: ${words}`;
}
