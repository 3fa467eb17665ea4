/** Whether the host of an address is one of those that are written like `qa.example.org`, `*.example.org`, `localhost:8080`. */
export function isHostAmong(url: URL, hosts: readonly string[]): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return hosts.some((host) => {
    const escaped = host.toLowerCase().replace(/[.[\]]/g, '\\$&');
    const pattern = new RegExp(`^${escaped.replaceAll('*', '.*')}$`);
    return pattern.test(url.hostname) || pattern.test(`${url.hostname}:${port}`);
  });
}
