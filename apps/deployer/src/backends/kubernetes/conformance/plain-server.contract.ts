import { createServer, request as sendPlain } from 'node:http';
import { Agent, request as sendEncrypted, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KubeConfig } from '@kubernetes/client-node';

/**
 * The server of a kubeconfig by plain HTTP, with its credentials in place: so that a proxy can stand before a real API
 * server and play with its answers.
 */
export async function startPlainServer(
  config: KubeConfig,
): Promise<{ url: string; close: () => Promise<void> }> {
  const target = config.getCurrentCluster()?.server ?? '';
  const secured: RequestOptions = {};
  await config.applyToHTTPSOptions(secured);
  const { ca, cert, key } = secured;
  const agent = new Agent({ keepAlive: true, ca, cert, key });
  const isPlain = target.startsWith('http:');
  const server = createServer((incoming, outgoing) => {
    const { authorization: _own, ...given } = incoming.headers;
    const headers = { ...given, ...secured.headers, host: new URL(target).host };
    const options = { method: incoming.method, headers };
    const url = new URL(incoming.url ?? '/', target);
    const forwarded = isPlain ? sendPlain(url, options) : sendEncrypted(url, { ...options, agent });
    forwarded.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          agent.destroy();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
