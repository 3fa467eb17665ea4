import { runService } from '@tribble/service-kit';
import { transitionerConfig } from './config.ts';
import { startTransitioner } from './start.ts';

await runService({
  name: 'transitioner',
  description: 'Moves versions from one environment to the next when it is safe.',
  schema: transitionerConfig,
  start: startTransitioner,
});
