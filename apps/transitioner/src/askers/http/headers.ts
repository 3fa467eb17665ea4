import type { HttpQuestion } from '@tribble/promotion';
import { isHostAmong } from './hosts.ts';

/** Which environment variables may be sent, and to which hosts. */
export type HeaderVariables = {
  allowed: Readonly<Record<string, readonly string[]>>;
  environment: Readonly<Record<string, string | undefined>>;
};

export type ReadyHeaders = {
  headers: Record<string, string>;
  /** Values that must never be shown. */
  secrets: readonly string[];
};

const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Fills environment variables into headers. Throws where one of them is not allowed or not set, without telling any value. */
export function fillHeaders(
  { headers, url }: Pick<HttpQuestion, 'headers' | 'url'>,
  variables: HeaderVariables,
): ReadyHeaders {
  const secrets = new Set<string>();
  const filled = Object.entries(headers).map(([name, template]) => {
    const value = template.replace(reference, (_match, variable: string) => {
      const secret = valueOf(variable, new URL(url), variables);
      secrets.add(secret);
      return secret;
    });
    return [name, value] as const;
  });
  return { headers: Object.fromEntries(filled), secrets: [...secrets] };
}

function valueOf(name: string, url: URL, { allowed, environment }: HeaderVariables): string {
  const hosts = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
  if (hosts === undefined)
    throw new Error(
      `a header may not have the environment variable ${name}; allow it with gate_environment: {${name}: [${url.host}]}`,
    );
  if (!isHostAmong(url, hosts))
    throw new Error(
      `the environment variable ${name} may go to ${hosts.join(', ')}, not to ${url.host}: see gate_environment`,
    );
  const value = environment[name];
  if (value === undefined || value === '')
    throw new Error(`the environment variable ${name} of the transitioner is not set`);
  return value;
}

/** A text without the secrets, however they are written in it: a service may send back what it got. */
export function masking(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ]);
  // The longest first: no piece of one is left over by another that it begins with.
  const ordered = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => ordered.reduce((masked, form) => masked.replaceAll(form, '***'), text);
}
