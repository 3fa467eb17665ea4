import { badRequest } from '../api-error.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';

/** The labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** One requirement on the labels. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** Whether the labels meet all requirements. */
export function matchesLabels(requirements: readonly Requirement[], labels: Labels = {}): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

/** Reads the query parameter `labelSelector`, such as `app=web,tier in (front, back),!legacy`. */
export function parseLabelSelector(text: string): Requirement[] {
  // A comma inside parentheses separates values, not requirements.
  const parts = text.match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  return parts.map((part) => part.trim()).map((part) => parseRequirement(part, text));
}

const key = String.raw`([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)`;
const value = String.raw`((?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?)`;
const equality = new RegExp(`^${key}\\s*(==|=|!=)\\s*${value}$`);
const membership = new RegExp(`^${key}\\s+(in|notin)\\s*\\(([^)]*)\\)$`);
const existence = new RegExp(`^(!?)\\s*${key}$`);

function parseRequirement(part: string, whole: string): Requirement {
  const [, equalKey, sign, equalValue = ''] = equality.exec(part) ?? [];
  if (equalKey) return { key: equalKey, operator: sign === '!=' ? 'NotIn' : 'In', values: [equalValue] };
  const [, memberKey, word, list = ''] = membership.exec(part) ?? [];
  if (memberKey) {
    const values = list.split(',').map((item) => item.trim());
    return { key: memberKey, operator: word === 'in' ? 'In' : 'NotIn', values };
  }
  const [, not, existingKey] = existence.exec(part) ?? [];
  if (existingKey) return { key: existingKey, operator: not ? 'DoesNotExist' : 'Exists', values: [] };
  throw badRequest(`unable to parse requirement: found ${JSON.stringify(part)} in ${JSON.stringify(whole)}`);
}

/** Reads a selector object with matchLabels and matchExpressions, as in a Deployment. */
export function requirementsOf(selector: JsonObject): Requirement[] {
  const labels = Object.entries(objectOf(selector['matchLabels']));
  const expressions = objectsOf(selector['matchExpressions']);
  return [
    ...labels.map(([name, wanted]): Requirement => ({ key: name, operator: 'In', values: [textOf(wanted)] })),
    ...expressions.map((expression): Requirement => ({
      key: textOf(expression['key']),
      operator: operatorOf(textOf(expression['operator'])),
      values: Array.isArray(expression['values']) ? expression['values'].map((item) => textOf(item)) : [],
    })),
  ];
}

function operatorOf(text: string): Requirement['operator'] {
  switch (text) {
    case 'In':
    case 'NotIn':
    case 'Exists':
    case 'DoesNotExist':
      return text;
    default:
      throw badRequest(`${JSON.stringify(text)} is not a valid label selector operator`);
  }
}

/** Writes requirements in the form of the query parameter. */
export function formatRequirements(requirements: readonly Requirement[]): string {
  return requirements
    .map(({ key: name, operator, values }) => {
      if (operator === 'Exists') return name;
      if (operator === 'DoesNotExist') return `!${name}`;
      if (operator === 'In' && values.length === 1) return `${name}=${values.join()}`;
      return `${name} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    })
    .join(',');
}
