import type { ValueMap } from '@tribble/resource-repo/format';
import { redact } from '@tribble/service-kit';
import { mapsAt, textAt } from '../status/live-fields.ts';
import { logTail } from '../status/log-tail.ts';
import { compareTexts } from '../status/order.ts';
import { troublesOf } from '../status/pod-troubles.ts';

/** What is told of the logs of a Job. */
export const logBounds = { lines: 50, characters: 8192 } as const;

/** A pod may have many containers: only of so many the log is read. */
const mostContainers = 8;

/** The end of what one container wrote. */
export type ContainerLog = { container: string; text: string };

/** The pod that a Job made last. */
export function newestPod(pods: readonly ValueMap[]): ValueMap | undefined {
  const key = (pod: ValueMap) =>
    `${textAt(pod, 'metadata.creationTimestamp')} ${textAt(pod, 'metadata.name')}`;
  return pods.toSorted((left, right) => compareTexts(key(right), key(left)))[0];
}

/** The containers of a pod in the order in which their logs tell something: those that failed, then those that do the work. */
export function containersByInterest(pod: ValueMap): string[] {
  const failed = troublesOf(pod).flatMap(({ log }) => (log === undefined ? [] : [log.container]));
  const names = (list: string) => mapsAt(pod, `spec.${list}`).map((container) => textAt(container, 'name'));
  const all = new Set([...failed, ...names('containers'), ...names('initContainers')]);
  return [...all].filter(Boolean).slice(0, mostContainers);
}

/** The ends of the logs as one text, within bounds; the first container goes first. Each has its name where there are several. */
export function joinedLogs(logs: readonly ContainerLog[]): string | undefined {
  const written = logs.filter(({ text }) => text.trim() !== '');
  let { lines, characters }: { lines: number; characters: number } = logBounds;
  const parts: string[] = [];
  for (const { container, text } of written) {
    const header = written.length > 1 ? `${container}:\n` : '';
    lines -= header === '' ? 0 : 1;
    characters -= header.length;
    if (lines <= 0 || characters <= 0) break;
    const tail = logTail(text, redact, { lines, characters });
    parts.push(`${header}${tail}`);
    lines -= tail.split('\n').length;
    characters -= tail.length + 1;
  }
  return parts.length > 0 ? parts.join('\n') : undefined;
}
