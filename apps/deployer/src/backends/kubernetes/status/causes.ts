/**
 * Why a workload is not Current, from what its pods and events say. What its own conditions say stands in its verdict, and
 * is not told twice. The causes are the same as long as nothing happens: names that were made up for a pod, pauses and
 * times are left out, and the order does not depend on them.
 */
import type { ValueMap } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { conditionsOf, textAt } from './live-fields.ts';
import { compareTexts } from './order.ts';
import { isReady, type Trouble, troublesOf } from './pod-troubles.ts';
import { shortened } from './shortened.ts';
import { warningsOf } from './warnings.ts';

/** What the causes of a workload are drawn from. */
export type Findings = {
  workload: KubernetesObject;
  /** What makes the pods: the newest ReplicaSet of a Deployment, otherwise the workload. */
  owner: ValueMap;
  /** The pods of the newest revision. */
  pods: readonly ValueMap[];
  events: readonly ValueMap[];
};

/** The log that may explain a crash. */
export type LogSource = NonNullable<Trouble['log']>;

const mostWarnings = 5;

/**
 * The causes as short sentences: those of most pods first, then the newest warnings. The last one may have several lines:
 * `log` is the end of the log that `crashLogOf` asked for.
 */
export function causesOf(findings: Findings, log?: string): string[] {
  const groups = groupsOf(findings);
  const crash = crashOf(groups);
  const troubles = groups.map(({ count, text }) => (count > 1 ? `${count} pods: ${text}` : text));
  const told = [...groups.map(({ text }) => wordsOf(text)), ...toldByConditions(findings)];
  const warnings = warningsOf(findings.events, concerned(findings))
    .map((warning) => plain(warning, findings.owner))
    .filter((warning) => !told.some((text) => isRepeated(warning, text)));
  const end = log && crash?.log ? [`the log of container ${crash.log.container} ends:\n${log}`] : [];
  return [...troubles, ...warnings.slice(0, mostWarnings), ...end];
}

/** Whose log would explain the crash that most pods have; undefined where none crashes. */
export function crashLogOf(findings: Findings): LogSource | undefined {
  return crashOf(groupsOf(findings))?.log;
}

type Group = Trouble & { count: number };

function groupsOf({ pods, owner }: Findings): Group[] {
  const groups = new Map<string, Group>();
  for (const pod of pods.toSorted(byName)) {
    const troubles = troublesOf(pod).map((trouble) => ({ ...trouble, text: plain(trouble.text, owner) }));
    for (const trouble of new Map(troubles.map((each) => [each.text, each])).values()) {
      const group = groups.get(trouble.text);
      if (group === undefined) groups.set(trouble.text, { ...trouble, count: 1 });
      else group.count += 1;
    }
  }
  return [...groups.values()].sort(
    (left, right) => right.count - left.count || compareTexts(left.text, right.text),
  );
}

function crashOf(groups: readonly Group[]): Group | undefined {
  return groups.find(({ log }) => log !== undefined);
}

/** Pods that are ready may have had their troubles: those are over. */
function concerned({ workload, owner, pods }: Findings): Set<string> {
  const objects = [workload, owner, ...pods.filter((pod) => !isReady(pod))];
  return new Set(objects.map((object) => textAt(object, 'metadata.uid')).filter(Boolean));
}

function toldByConditions({ workload, owner }: Findings): string[] {
  const messages = [...conditionsOf(workload), ...conditionsOf(owner)].map(({ message }) => message);
  return messages.filter(Boolean).map((message) => plain(message, owner));
}

/** Whether a warning says what was told already, or the same at greater length: `Error creating: …`. */
function isRepeated(warning: string, told: string): boolean {
  return told.includes(wordsOf(warning)) || warning.includes(told);
}

/** What follows the reason. */
function wordsOf(sentence: string): string {
  return /^\w+: (.+)$/s.exec(sentence)?.[1] ?? sentence;
}

/** A message without the names that were made up for a pod, which tell pods apart that suffer from the same. */
function plain(message: string, owner: ValueMap): string {
  const name = textAt(owner, 'metadata.name').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const shown = message.replace(/_[a-z0-9-]+\([0-9a-f-]{36}\)/g, '');
  return shortened(name === '' ? shown : shown.replace(new RegExp(`\\b${name}-[a-z0-9]{5}\\b`, 'g'), '*'));
}

function byName(left: ValueMap, right: ValueMap): number {
  return compareTexts(textAt(left, 'metadata.name'), textAt(right, 'metadata.name'));
}
