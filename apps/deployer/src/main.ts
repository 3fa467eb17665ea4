import { runService } from '@tribble/service-kit';
import { check } from './commands/check.ts';
import { deploy } from './commands/deploy.ts';
import { deployerConfig } from './config.ts';
import { startDeployer } from './start.ts';

await runService({
  name: 'deployer',
  description: 'Makes every environment match the resource repository and reports the rollout.',
  schema: deployerConfig,
  start: startDeployer,
  commands: [check, deploy],
});
