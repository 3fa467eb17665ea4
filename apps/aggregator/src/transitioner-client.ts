import { createTransitionerClient, type TransitionerClient } from '@tribble/api';
import { ProblemError, redactUrl } from '@tribble/service-kit';
import { z } from 'zod';

/** What the typed client gives of an answer. */
type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The transitioner, asked for a request of somebody else. */
export type Transitioner = {
  /** Its answer. What it refuses is thrown as it refused it; 503 where it cannot be reached. */
  ask: <Data>(question: (client: TransitionerClient) => Promise<Answer<Data>>) => Promise<Data>;
};

const problemDetails = z.object({
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** The transitioner at an address. It gets `timeLimit` milliseconds for an answer. */
export function transitionerAt(url: string, timeLimit = 10_000): Transitioner {
  const client = createTransitionerClient(url, (request) =>
    fetch(request, { signal: AbortSignal.timeout(timeLimit) }),
  );
  const ask: Transitioner['ask'] = async (question) => {
    const { data, error, response } = await question(client).catch((cause: unknown) => {
      throw fieldsOf(cause).name === 'SyntaxError'
        ? notOurs(url)
        : unreachable(url, reasonOf(cause, timeLimit));
    });
    if (data !== undefined) return data;
    const problem = problemDetails.safeParse(error);
    if (!problem.success || response.status < 400) throw notOurs(url);
    const { title, detail = title, errors } = problem.data;
    throw new ProblemError(response.status, title, detail, errors);
  };
  return { ask };
}

function unreachable(url: string, reason: string): ProblemError {
  // The reason may repeat the address, with its credentials.
  const detail = redactUrl(`The transitioner at ${url} cannot be reached: ${reason}.`);
  return new ProblemError(503, 'Service Unavailable', detail);
}

/** A proxy on the way, or another service at its address. */
function notOurs(url: string): ProblemError {
  const detail = `What answers at ${redactUrl(url)} is not the transitioner: its answer is none of its API's. Check transitioner_url.`;
  return new ProblemError(502, 'Bad Gateway', detail);
}

/** `fetch` says no more than that it failed; its cause says why, where several addresses were tried only by a code. */
function reasonOf(error: unknown, timeLimit: number): string {
  const { name, message, cause } = fieldsOf(error);
  if (name === 'TimeoutError') return `no answer within ${timeLimit / 1000} s`;
  const { message: why, code } = fieldsOf(cause);
  return String(why || code || message || error);
}

type Thrown = { name?: unknown; message?: unknown; code?: unknown; cause?: unknown };

/** An abort is no Error, so that what was thrown is known by its fields. */
function fieldsOf(thrown: unknown): Thrown {
  return typeof thrown === 'object' && thrown !== null ? thrown : {};
}
