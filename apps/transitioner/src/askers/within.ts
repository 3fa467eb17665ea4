import { formatDuration } from '@tribble/resource-repo/format';
import type { Clock } from '@tribble/service-kit';

export type Limits = { clock: Clock; milliseconds: number; signal: AbortSignal };

/** Does work that has to end in time, or when the signal aborts; what came of it after that does not count. */
export async function within<Result>(
  { clock, milliseconds, signal }: Limits,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  let late: Error | undefined;
  const end = (reason: string) => {
    late ??= new Error(reason);
    ending.abort(late);
  };
  const stop = () => end('the transitioner stops');
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  const cancel = clock.after(milliseconds, () => end(`no answer within ${formatDuration(milliseconds)}`));
  try {
    const result = await work(ending.signal);
    if (late === undefined) return result;
  } catch (error) {
    if (late === undefined) throw error;
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
  }
  throw late;
}
