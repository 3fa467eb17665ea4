import { type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { conditionOf, judged, type Verdict } from './conditions.ts';
import { statusOf } from './workload.ts';

/** An object in a namespace. */
export interface Content {
  readonly kind: Kind;
  readonly object: KubernetesObject;
}

/** The status of a namespace that is being deleted, and which waits for what is left in it. */
export function terminatingStatus(
  namespace: KubernetesObject,
  left: readonly Content[],
  now: number,
): JsonObject {
  const kinds = tally(left.map(({ kind }) => kind.resource));
  const finalizers = tally(left.flatMap(({ object }) => object.metadata.finalizers ?? []));
  const remaining: Verdict = {
    type: 'NamespaceContentRemaining',
    status: 'True',
    reason: 'SomeResourcesRemain',
    message: `Some resources are remaining: ${list(kinds, 'has')}`,
  };
  const held: Verdict = {
    type: 'NamespaceFinalizersRemaining',
    status: 'True',
    reason: 'SomeFinalizersRemain',
    message: `Some content in the namespace has finalizers remaining: ${list(finalizers, 'in')}`,
  };
  const verdicts = finalizers.size > 0 ? [remaining, held] : [remaining];
  const conditions = verdicts.map((verdict) => {
    const { lastUpdateTime: _update, ...condition } = judged(
      conditionOf(statusOf(namespace), verdict.type),
      verdict,
      now,
    );
    return condition;
  });
  return { ...statusOf(namespace), phase: 'Terminating', conditions };
}

function tally(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function list(counts: Map<string, number>, word: string): string {
  return [...counts].map(([name, count]) => `${name} ${word} ${count} resource instances`).join(', ');
}
