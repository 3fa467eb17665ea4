import { serviceConfig, urlList } from '@tribble/service-kit';
import type { z } from 'zod';

/** What the transitioner can be told; docs/configuration.md lists it. */
export const transitionerConfig = serviceConfig({
  /** The deployers whose status is asked for by gates: one address or a list. */
  deployer_url: urlList,
});
export type TransitionerConfig = z.output<typeof transitionerConfig>;
