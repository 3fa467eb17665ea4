/** One request, ready to be sent. */
export type Sent = {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
};

const redirects = [301, 302, 303, 307, 308];
const keepMethod = [307, 308];
const credentials = ['authorization', 'cookie', 'proxy-authorization'];

/**
 * The request that a redirect asks for; undefined where an answer is none. The headers of a question go to the origin that it names
 * and no further: where they may be secret, another origin is refused.
 */
export function redirectOf(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  sent: Sent,
  hasSecrets: boolean,
): Sent | undefined {
  const location = headers.get('location');
  if (!redirects.includes(status) || location === null) return undefined;
  const url = addressOf(location, sent.url);
  const kept = keepMethod.includes(status) || sent.method === 'GET';
  const next: Sent = kept ? { ...sent, url } : { url, method: 'GET', headers: sent.headers };
  if (url.origin === sent.url.origin) return next;
  const isSecret =
    hasSecrets || Object.keys(sent.headers).some((name) => credentials.includes(name.toLowerCase()));
  if (!isSecret) return { ...next, headers: {} };
  throw new Error(
    `${sent.url.host} redirects to ${url.host} (${url.protocol}//), where the headers must not go; ask there, or without them`,
  );
}

function addressOf(location: string, base: URL): URL {
  const url = URL.canParse(location, base.href) ? new URL(location, base) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Error(`${base.host} redirects to what is no address of a web page`);
  return url;
}
