import { type Cause } from '../api-error.ts';
import { invalidValue, tooLong } from './causes.ts';

/** Which form the names of a kind have. `path` takes all that fits into one segment of a URL, as names of roles do. */
export type NameRule = 'subdomain' | 'label' | 'service' | 'path';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const rules: Record<Exclude<NameRule, 'path'>, { pattern: string; longest: number; says: string }> = {
  subdomain: {
    pattern: String.raw`${label}(\.${label})*`,
    longest: 253,
    says: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com'",
  },
  label: {
    pattern: label,
    longest: 63,
    says: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc'",
  },
  service: {
    pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
    longest: 63,
    says: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123'",
  },
};

/** What is wrong with a name, if anything. */
export function checkName(field: string, name: string, rule: NameRule): Cause[] {
  if (rule === 'path') return checkPathSegment(field, name);
  const { pattern, longest, says } = rules[rule];
  if (name.length > longest) return [invalidValue(field, name, `must be no more than ${longest} characters`)];
  if (new RegExp(`^${pattern}$`).test(name)) return [];
  return [invalidValue(field, name, `${says}, regex used for validation is '${pattern}')`)];
}

function checkPathSegment(field: string, name: string): Cause[] {
  if (name === '.' || name === '..') return [invalidValue(field, name, `may not be '${name}'`)];
  const wrong = ['/', '%'].find((character) => name.includes(character));
  return wrong ? [invalidValue(field, name, `may not contain '${wrong}'`)] : [];
}

/** What is wrong with the labels, if anything. */
export function checkLabels(field: string, labels: Readonly<Record<string, string>> = {}): Cause[] {
  const says =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  return Object.entries(labels).flatMap(([key, value]) => {
    const causes = checkQualifiedName(field, key);
    if (value.length > 63) causes.push(invalidValue(field, value, 'must be no more than 63 characters'));
    else if (!isLabelValue(value)) causes.push(invalidValue(field, value, says));
    return causes;
  });
}

const isLabelValue = (value: string) => /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);

const annotationBytes = 256 * 1024;

/** What is wrong with the annotations, if anything. */
export function checkAnnotations(field: string, annotations: Readonly<Record<string, string>> = {}): Cause[] {
  const causes = Object.keys(annotations).flatMap((key) => checkQualifiedName(field, key.toLowerCase()));
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  return size > annotationBytes ? [...causes, tooLong(field, annotationBytes)] : causes;
}

/** The key of a label or annotation: a name, after an optional DNS subdomain and a slash. */
function checkQualifiedName(field: string, key: string): Cause[] {
  const [name = '', prefix] = key.split('/').reverse();
  if (key.split('/').length > 2 || (prefix !== undefined && checkName('', prefix, 'subdomain').length > 0)) {
    return [invalidValue(field, key, 'prefix part must be a lowercase RFC 1123 subdomain')];
  }
  if (name.length > 63) return [invalidValue(field, key, 'name part must be no more than 63 characters')];
  if (/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(name)) return [];
  const says =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  return [invalidValue(field, key, says)];
}
