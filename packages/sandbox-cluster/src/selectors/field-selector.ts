import { badRequest } from '../api-error.ts';
import { fieldAt } from '../json.ts';
import { type KubernetesObject } from '../objects.ts';

/** One comparison of the query parameter `fieldSelector`. */
export interface FieldRequirement {
  readonly field: string;
  readonly value: string;
  readonly equals: boolean;
}

/** Reads the query parameter `fieldSelector`, such as `metadata.name=web,status.phase!=Running`. */
export function parseFieldSelector(
  text: string,
  kind: string,
  supported: readonly string[],
): FieldRequirement[] {
  const known = ['metadata.name', 'metadata.namespace', ...supported];
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field = '', sign = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? [];
      if (!sign) throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`);
      if (known.includes(field)) return { field, value, equals: sign !== '!=' };
      const cause = `field label not supported: ${field}`;
      throw badRequest(`Unable to find ${kind} that match field selector "${text}": ${cause}`);
    });
}

/** Whether the object meets all requirements; a field that is absent counts as the empty text. */
export function matchesFields(requirements: readonly FieldRequirement[], object: KubernetesObject): boolean {
  return requirements.every(({ field, value, equals }) => {
    const actual = fieldAt(object, ...field.split('.'));
    const text = typeof actual === 'string' || typeof actual === 'number' ? String(actual) : '';
    return (text === value) === equals;
  });
}
