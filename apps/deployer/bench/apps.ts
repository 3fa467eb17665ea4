/** The apps that are deployed: four objects each, and no pods, so that the API server alone is measured. */
import { digestOf, type Manifest, type RenderedEnvironment } from '@tribble/resource-repo/format';

/** Which version each app has: by its number. */
export type Versions = (app: number) => string;

export const appName = (app: number): string => `app-${String(app).padStart(5, '0')}`;

/** The four objects of an app. `version` may be a variable of the resource repository. */
export function objectsOf(name: string, version: string): Manifest[] {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, labels };
  const container = { name: 'app', image: `registry.example.org/${name}:${version}` };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }] },
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deploymentSpec(name, labels, container) },
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: ingressSpec(name) },
  ];
}

function deploymentSpec(name: string, labels: Record<string, string>, container: Record<string, string>) {
  const resources = { requests: { cpu: '10m', memory: '32Mi' } };
  const containers = [{ ...container, ports: [{ containerPort: 8080, protocol: 'TCP' }], resources }];
  return {
    replicas: 0,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { serviceAccountName: name, containers } },
  };
}

function ingressSpec(name: string) {
  const backend = { service: { name, port: { name: 'http' } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  return { rules: [{ host: `${name}.example.org`, http: { paths } }] };
}

/** What rendering gives, made in memory. A resource whose version is the same stays the same object, as with a render cache. */
export function renderedApps(
  environment: string,
  count: number,
  versions: Versions,
  before?: RenderedEnvironment,
): RenderedEnvironment {
  const resources = Array.from({ length: count }, (_, app) => {
    const name = appName(app);
    const version = versions(app);
    const known = before?.resources.get(name);
    if (known?.version === version) return known;
    const objects = objectsOf(name, version);
    const path = `${environment}/base/${name}.yaml`;
    return { name, path, version, revision: `r${version}`, digest: digestOf(objects), objects };
  });
  return {
    name: environment,
    tree: '0'.repeat(40),
    resources: new Map(resources.map((resource) => [resource.name, resource])),
    invalid: new Map(),
    problems: [],
  };
}

/** The versions of each scenario: all begin with 1, then all get 2, then the one in the middle gets 3. */
export function versionsFor(scenario: 'first' | 'unchanged' | 'all' | 'one', count: number): Versions {
  if (scenario === 'first' || scenario === 'unchanged') return () => '1';
  if (scenario === 'all') return () => '2';
  const changed = Math.floor(count / 2);
  return (app) => (app === changed ? '3' : '2');
}
