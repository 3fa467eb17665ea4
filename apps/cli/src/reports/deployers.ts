import { createDeployerClient, type EnvironmentStatus } from '@tribble/api';
import { redactCredentials } from '@tribble/resource-repo';
import { UserError } from '../user-error.ts';

const timeout = 10_000;

/** What deployers report, by environment; of two that report one, the first counts. Throws UserError where one does not answer. */
export async function askDeployers(addresses: readonly string[]): Promise<Map<string, EnvironmentStatus>> {
  const answers = await Promise.all(addresses.map(askDeployer));
  return new Map(answers.toReversed().flatMap((environments) => Object.entries(environments)));
}

async function askDeployer(address: string): Promise<Readonly<Record<string, EnvironmentStatus>>> {
  const client = createDeployerClient(address.replace(/\/+$/, ''));
  try {
    const { data, response } = await client.GET('/api/status', { signal: AbortSignal.timeout(timeout) });
    if (data !== undefined && typeof data === 'object' && 'environments' in data) return data.environments;
    throw new Error(`it answered ${response.status} and no status of a deployer`);
  } catch (error) {
    const shown = redactCredentials(address);
    throw new UserError(`the deployer ${shown} gives no status: ${causeOf(error)}`, { cause: error });
  }
}

/** `fetch` says that it failed; why stands in the cause. */
function causeOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return redactCredentials(cause?.message || cause?.code || message || String(error));
}
