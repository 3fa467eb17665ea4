import { valueAt } from '@tribble/resource-repo/format';
import type { KubernetesObject } from '../objects/identity.ts';
import { type Condition, conditionsOf } from './live-fields.ts';
import type { Verdict } from './verdict.ts';

/** Terminating where the object is being deleted, with what keeps it from going. */
export function judgeTermination(object: KubernetesObject, group: string): Verdict | undefined {
  if ((valueAt(object, ['metadata', 'deletionTimestamp']) ?? null) === null) return undefined;
  const obstacles = conditionsOf(object).filter((condition) => isObstacle(condition, group, object.kind));
  const parts = [
    'is being deleted',
    ...finalizersOf(object),
    ...obstacles.map(({ message, reason }) => message || reason),
  ];
  return { status: 'Terminating', reason: 'Terminating', message: parts.filter(Boolean).join('; ') };
}

/** What waits for a controller. The finalizer of a Namespace's spec is always there, and says nothing. */
function finalizersOf(object: KubernetesObject): string[] {
  const value = valueAt(object, ['metadata', 'finalizers']);
  const names = Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
  if (names.length === 0) return [];
  return [`waits for the ${names.length === 1 ? 'finalizer' : 'finalizers'} ${names.join(', ')}`];
}

/** Namespaces name what is left in them (NamespaceContentRemaining and others), CRDs that their objects go first. */
function isObstacle({ type, status }: Condition, group: string, kind: string): boolean {
  if (status !== 'True') return false;
  if (group === '' && kind === 'Namespace') return type.startsWith('Namespace');
  return kind === 'CustomResourceDefinition' && type === 'Terminating';
}
