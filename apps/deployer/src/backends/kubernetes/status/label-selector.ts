import { isValueMap, type ValueMap, valueAt } from '@tribble/resource-repo/format';
import { mapsAt, textAt } from './live-fields.ts';

/** The selector of a workload as a query has it; undefined where it selects nothing, or everything. */
export function labelSelectorOf(workload: ValueMap): string | undefined {
  const labels = valueAt(workload, ['spec', 'selector', 'matchLabels']);
  const equal = isValueMap(labels)
    ? Object.entries(labels).flatMap(([key, value]) => (typeof value === 'string' ? [`${key}=${value}`] : []))
    : [];
  const requirements = mapsAt(workload, 'spec.selector.matchExpressions').flatMap(requirementOf);
  return [...equal, ...requirements].join(',') || undefined;
}

function requirementOf(expression: ValueMap): string[] {
  const key = textAt(expression, 'key');
  const listed = valueAt(expression, ['values']);
  const values = Array.isArray(listed) ? listed.filter((value) => typeof value === 'string').join(',') : '';
  switch (expression['operator']) {
    case 'In':
      return [`${key} in (${values})`];
    case 'NotIn':
      return [`${key} notin (${values})`];
    case 'Exists':
      return [key];
    case 'DoesNotExist':
      return [`!${key}`];
    default:
      return [];
  }
}
