import { isValueMap, type Value } from './json-pointer.ts';

/**
 * Replaces `$version`, `${version}` and `${KEY}` in every string of a value. `$${` gives a literal `${`. Whatever else
 * looks like a variable stays: `${HOME}` where there is no such key, `$(POD_IP)`, `$versions`. Keys, numbers and booleans
 * never change.
 */
export function replaceVariables(value: Value, variables: ReadonlyMap<string, string>): Value {
  if (typeof value === 'string') return replaceInText(value, variables);
  if (Array.isArray(value)) return value.map((item) => replaceVariables(item, variables));
  if (!isValueMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceVariables(item, variables)]),
  );
}

function replaceInText(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$\{|\$\{([^{}]*)\}|\$version(?![A-Za-z0-9_])/g,
    (match, key: string | undefined) => {
      if (match === '$${') return '${';
      return variables.get(key ?? 'version') ?? match;
    },
  );
}
