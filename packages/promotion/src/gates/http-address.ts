import type { GateInput } from './gate.ts';
import type { OptionFault } from './option-faults.ts';
import { fill, type Filled, unknownVariables, variableNames, type Write } from './question-variables.ts';

/** An address in two parts: what says where to ask, and the rest. Values are written differently into each. */
const address = /^(https?:\/\/[^/?#\\]+)([^\s\\]*)$/i;

/** A value never makes another host, port or user of an address: who registers a version does not choose who is asked. */
const label: Write = {
  place: 'the host of an address',
  write: (value) => (/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(value) ? value : undefined),
};

/** Nor another path: percent-encoding leaves the dots of `..` alone. Half a character cannot be encoded at all. */
const encoded: Write = {
  place: 'an address',
  write: (value) => (/^\.\.?$|\p{Surrogate}/u.test(value) ? undefined : encodeURIComponent(value)),
};

/** What is wrong with an address as it is written; its variables are taken for a letter. */
export function addressFaults(key: string, text: string): OptionFault[] {
  const fault = (message: string, hint?: string) => [
    { message, keys: [key], ...(hint !== undefined && { hint }) },
  ];
  const unknown = variableFaults(key, text);
  if (unknown.length > 0) return unknown;
  const example = text.replace(/\$\$?\{[^{}]*\}/g, 'x');
  if (!address.test(example) || !URL.canParse(example))
    return fault('expected an address that begins with http:// or https://');
  const { username, password } = new URL(example);
  if (username === '' && password === '') return [];
  return fault(
    'user and password do not belong into an address',
    'name an environment variable of the transitioner in a header: `headers: {Authorization: "Bearer ${QA_TOKEN}"}`',
  );
}

/** The variables of a template that there are not. */
export function variableFaults(key: string, template: Parameters<typeof unknownVariables>[0]): OptionFault[] {
  return unknownVariables(template).map((name) => ({
    message: `there is no variable \${${name}}`,
    keys: [key],
    hint: `there are: ${variableNames.join(', ')}; write $\${ for a literal \${`,
  }));
}

/** An address with its variables filled in. */
export function fillAddress(text: string, input: GateInput): Filled<string> {
  const [, host = '', rest = ''] = /^([^/]*\/\/[^/?#]*)(.*)$/.exec(text) ?? [];
  const filledHost = fill(host, input, label);
  if ('missing' in filledHost) return filledHost;
  const filledRest = fill(rest, input, encoded);
  if ('missing' in filledRest) return filledRest;
  return { value: `${filledHost.value}${filledRest.value}` };
}
