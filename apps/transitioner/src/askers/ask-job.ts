import { createDeployerClient } from '@tribble/api';
import type { JobQuestion } from '@tribble/promotion';
import { type Clock, redact } from '@tribble/service-kit';
import type { Ask } from './asking.ts';
import { within } from './within.ts';

/** How long a deployer may take to say how a Job stands, not how long the Job may take. */
const longestRequest = 30_000;

export type JobAskerOptions = {
  /** The address of the deployer that reports on an environment. */
  urlOf: (environment: string) => string | undefined;
  clock: Clock;
};

/** Lets the deployer of the environment run the Job, or tell how it stands: it runs once however often that is asked. */
export function jobAsker({ urlOf, clock }: JobAskerOptions): Ask<JobQuestion> {
  return ({ environment, manifest, manifestId, variables, timeout }, signal) =>
    within({ clock, milliseconds: longestRequest, signal }, async (ending) => {
      const url = urlOf(environment);
      if (url === undefined) throw new Error(`no deployer that can be reached reports on ${environment}`);
      const client = createDeployerClient(url);
      const { data, error } = await client.POST('/api/environments/{environment}/jobs', {
        params: { path: { environment } },
        body: { manifest, manifestId, variables: { ...variables }, timeout: Math.ceil(timeout / 1_000) },
        signal: ending,
      });
      if (data === undefined)
        throw new Error(`the deployer of ${environment}: ${error.detail ?? error.title}`);
      const { state, name, message, log } = data;
      return {
        kind: 'job',
        state,
        name,
        ...(message !== undefined && { message: redact(message) }),
        ...(log !== undefined && { log: redact(log) }),
      };
    });
}
