/** Does work as soon as fewer than `limit` are at it, in the order in which it came. */
export function slots(limit: number): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy < limit) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await work();
    } finally {
      // The slot is handed on as it is, so that nobody who comes now takes it.
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
