import { type Cause } from '../api-error.ts';
import { invalidValue } from './causes.ts';

/** Which form the names of a kind have. */
export type NameRule = 'subdomain' | 'label' | 'service';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const rules: Record<NameRule, { pattern: string; longest: number; says: string }> = {
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
  const { pattern, longest, says } = rules[rule];
  if (name.length > longest) return [invalidValue(field, name, `must be no more than ${longest} characters`)];
  if (new RegExp(`^${pattern}$`).test(name)) return [];
  return [invalidValue(field, name, `${says}, regex used for validation is '${pattern}')`)];
}

/** What is wrong with the labels, if anything. */
export function checkLabels(field: string, labels: Readonly<Record<string, string>> = {}): Cause[] {
  const wrong = Object.entries(labels).find(([, value]) => !isLabelValue(value));
  if (!wrong) return [];
  const says =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  return [invalidValue(field, wrong[1], says)];
}

function isLabelValue(value: string): boolean {
  return value.length <= 63 && /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
}
