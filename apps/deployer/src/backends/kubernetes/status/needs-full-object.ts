import { isBuiltIn } from './built-in-groups.ts';
import { ruleFor } from './rules.ts';

/**
 * Whether the status of a kind depends on more than its metadata: kinds with a rule that looks at them, and all custom
 * resources. A Namespace has no rule, but says in its conditions what keeps it from going.
 */
export function needsFullObject(group: string, kind: string): boolean {
  if (group === '' && kind === 'Namespace') return true;
  return !isBuiltIn(group) || ruleFor(group, kind)?.needsFullObject === true;
}
