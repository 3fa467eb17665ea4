/** What a deployer can at best be compared with: the server-side-apply requests alone, 16 in flight. */
import type { Manifest } from '@tribble/resource-repo/format';
import { appName, objectsOf, versionsFor } from './apps.ts';
import { type Contestant, type Place, resultOf } from './contestant.ts';
import { measured } from './measure.ts';
import { RawClient } from './raw-client.ts';

const inFlight = 16;
const query = 'fieldManager=bench-loop&force=true';
const plurals: Readonly<Record<string, string>> = {
  ServiceAccount: 'api/v1/namespaces/$/serviceaccounts',
  Service: 'api/v1/namespaces/$/services',
  Deployment: 'apis/apps/v1/namespaces/$/deployments',
  Ingress: 'apis/networking.k8s.io/v1/namespaces/$/ingresses',
};

/** Sends what changed; where nothing did there is nothing to compare. */
export async function bareLoop({ kubeconfig, context, namespace, apps }: Place): Promise<Contestant> {
  const client = await RawClient.open(kubeconfig, context, inFlight);
  return {
    name: 'bare loop',
    run: async (scenario) => {
      if (scenario === 'unchanged') return undefined;
      const changed = scenario === 'one' ? [Math.floor(apps / 2)] : [...Array(apps).keys()];
      const version = versionsFor(scenario, apps);
      const objects = changed.flatMap((app) => objectsOf(appName(app), version(app)));
      const { cost } = await measured(() => applyAll(client, namespace, objects));
      return { ...resultOf(cost), requests: { apply: objects.length } };
    },
    close: () => Promise.resolve(client.close()),
  };
}

async function applyAll(client: RawClient, namespace: string, objects: readonly Manifest[]): Promise<void> {
  const left = objects.values();
  const worker = async () => {
    for (const object of left) {
      const collection = plurals[object.kind]?.replace('$', namespace) ?? '';
      await client.send({
        method: 'PATCH',
        path: `/${collection}/${object.metadata.name}?${query}`,
        body: JSON.stringify(object),
        type: 'application/apply-patch+yaml',
      });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}
