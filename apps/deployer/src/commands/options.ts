import { Option } from '@tribble/service-kit';
import { z } from 'zod';

/** What both commands can be told. */
export const commonOptions: readonly Option[] = [
  new Option('-e, --environment <name...>', 'only these environments; all of deployers.yaml where absent'),
  new Option('-o, --output <format>', 'how the answer is written')
    .choices(['table', 'json', 'yaml'])
    .default('table'),
];

/** The options as commander gives them. */
export const commonSchema = z.object({
  environment: z.array(z.string()).optional(),
  output: z.enum(['table', 'json', 'yaml']),
});
