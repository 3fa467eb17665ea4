import type { Clock } from '@tribble/service-kit';

/** Waits for work, but no longer than so many milliseconds; the work goes on. What it throws meanwhile is thrown. */
export async function atMost(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<void> {
  let cancel = () => undefined as void;
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(milliseconds, resolve);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    cancel();
  }
}
