const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborts when a person or another program wants this one to end. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of signals) process.on(signal, () => stop.abort());
  return stop.signal;
}

/** Aborts also when the process that started this one is gone: a signal to npm alone ends what is between npm and us. */
export function stopSignalWithParent(): AbortSignal {
  const parent = process.ppid;
  const gone = new AbortController();
  setInterval(() => process.ppid !== parent && gone.abort(), 250).unref();
  return AbortSignal.any([stopSignal(), gone.signal]);
}
