import { randomBytes } from 'node:crypto';
import { RawClient } from './raw-client.ts';

/** All namespaces of benchmarks have it: `kubectl delete namespace -l …` after one that was killed. */
const label = { 'tribble.dev/bench': 'true' };

export type Namespaces = {
  /** Makes a namespace, and gives its name. */
  create(purpose: string): Promise<string>;
  /** Asks for the end of all that were made. The cluster takes its time over what is in them. */
  deleteAll(): Promise<void>;
};

/** Fresh namespaces, since what one contestant made would be another's head start. */
export async function benchNamespaces(kubeconfig?: string, context?: string): Promise<Namespaces> {
  const client = await RawClient.open(kubeconfig, context);
  const run = randomBytes(3).toString('hex');
  const created: string[] = [];
  return {
    create: async (purpose) => {
      const name = `tribble-bench-${run}-${purpose}`;
      const body = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: label } });
      await client.send({ method: 'POST', path: '/api/v1/namespaces', body });
      created.push(name);
      return name;
    },
    deleteAll: async () => {
      for (const name of created.splice(0))
        await client.send({ method: 'DELETE', path: `/api/v1/namespaces/${name}` });
      client.close();
    },
  };
}
