import { serviceConfig } from '@tribble/service-kit';
import { z } from 'zod';

/** What the deployer can be told; docs/configuration.md lists it. */
export const deployerConfig = serviceConfig({
  /** The kubeconfig for environments that name none; the usual places where it is absent. */
  kubeconfig: z.string().min(1).optional(),
});
export type DeployerConfig = z.output<typeof deployerConfig>;
