import { serviceConfig, urlList } from '@tribble/service-kit';
import { z } from 'zod';

/** What the aggregator can be told; docs/configuration.md lists it. */
export const aggregatorConfig = serviceConfig({
  /** The deployers whose status is shown: one address or a list. */
  deployer_url: urlList,
  transitioner_url: urlList.refine((list) => list.length === 1, 'expected one address'),
  /** The folder of the built UI; without it there is only the API. */
  ui_path: z.string().min(1).optional(),
});
export type AggregatorConfig = z.output<typeof aggregatorConfig>;
