import { duration } from '@tribble/service-kit';
import { z } from 'zod';

const namespaceName = z
  .string('expected the name of a namespace')
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected the name of a namespace');
const globs = z.array(z.string().min(1), 'expected a list of globs');
const atLeastOne = z.number('expected a number').int('expected a whole number').min(1, 'expected at least 1');

/** What an entry of deployers.yaml can say of a Kubernetes environment; docs/resource-repository.md lists it. */
export const kubernetesOptions = z.strictObject({
  kubeconfig: z.string().optional(),
  context: z.string().optional(),
  cluster: z.string().optional(),
  user: z.string().optional(),
  /** The user, mostly a service account, as whom every request is made. */
  as: z.string().min(1, 'expected the name of a user').optional(),
  /** Where objects are that name no namespace. */
  namespace: namespaceName.optional(),
  createNamespace: z.boolean().default(false),
  /** Other namespaces that manifests may name; all, where the entry names no namespace of its own. */
  allowedNamespaces: globs.optional(),
  /** Whose fields are taken over where git declares them too: everybody's, nobody's, or those of these field managers. */
  takeOver: z.union([z.boolean(), globs], 'expected true, false or a list of globs').default(true),
  /** Deletes and makes anew what cannot be changed, for every object that may be. */
  replace: z.boolean().default(false),
  /** Requests a second, and how many at once after a pause; without a bound where the server has its own. */
  qps: atLeastOne.optional(),
  burst: atLeastOne.optional(),
  /** Requests in flight. */
  inFlight: atLeastOne.default(16),
  /** How long an answer may take. */
  timeout: duration.default(30_000),
});
export type KubernetesOptions = z.output<typeof kubernetesOptions>;

/** The namespace of an environment that names none. */
export const namespaceOf = ({ namespace = 'default' }: KubernetesOptions): string => namespace;
