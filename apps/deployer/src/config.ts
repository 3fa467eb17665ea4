import { serviceConfig } from '@tribble/service-kit';
import { z } from 'zod';

/** What the deployer can be told; docs/configuration.md lists it. */
export const deployerConfig = serviceConfig({
  /** The kubeconfig for environments that name none; the usual places where it is absent. */
  kubeconfig: z.string().min(1).optional(),
  /** Whether what rollouts came to is written to the repository, on refs of its own; needs the right to push them. */
  record_outcomes: z.boolean().default(true),
});
export type DeployerConfig = z.output<typeof deployerConfig>;
