import { type Cause } from '../../api-error.ts';
import { isObject, type JsonObject, objectOf, objectsOf, textOf } from '../../json.ts';
import { matchesLabels, requirementsOf } from '../../selectors/label-selector.ts';
import { invalidValue, required, unsupported } from '../causes.ts';
import { checkAnnotations, checkLabels } from '../names.ts';
import { checkPodSpec } from './checks.ts';

/** The labels of a pod template. */
export function templateLabels(template: JsonObject): Record<string, string> {
  const labels = objectOf(objectOf(template['metadata'])['labels']);
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, textOf(value)]));
}

/** What is wrong with a pod template, if anything. */
export function checkTemplate(field: string, template: JsonObject): Cause[] {
  const { annotations } = objectOf(template['metadata']);
  const texts = Object.entries(objectOf(annotations)).map(([name, value]) => [name, textOf(value)] as const);
  return [
    ...checkLabels(`${field}.labels`, templateLabels(template)),
    ...checkAnnotations(`${field}.annotations`, Object.fromEntries(texts)),
    ...checkPodSpec(`${field}.spec`, objectOf(template['spec'])),
  ];
}

/** What is wrong with the selector of a workload, if anything; `word` is what the server calls the workload. */
export function checkSelector(spec: JsonObject, word: string): Cause[] {
  const selector = spec['selector'];
  if (!isObject(selector)) return [required('spec.selector')];
  const wrong = checkLabelSelector('spec.selector', selector);
  if (wrong.length > 0) return wrong;
  const requirements = requirementsOf(selector);
  if (requirements.length === 0) {
    return [invalidValue('spec.selector', selector, `empty selector is invalid for ${word}`)];
  }
  const labels = templateLabels(objectOf(spec['template']));
  if (matchesLabels(requirements, labels)) return [];
  const says = '`selector` does not match template `labels`';
  return [invalidValue('spec.template.metadata.labels', labels, says)];
}

/** What is wrong with a label selector, if anything. */
export function checkLabelSelector(field: string, selector: JsonObject): Cause[] {
  const operators = ['DoesNotExist', 'Exists', 'In', 'NotIn'];
  return objectsOf(selector['matchExpressions']).flatMap((expression, index) => {
    const at = `${field}.matchExpressions[${index}]`;
    const operator = textOf(expression['operator']);
    const values = Array.isArray(expression['values']) ? expression['values'] : [];
    if (!operators.includes(operator)) return [unsupported(`${at}.operator`, operator, operators)];
    const takesValues = operator === 'In' || operator === 'NotIn';
    if (takesValues && values.length === 0) {
      return [required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    }
    return [];
  });
}
