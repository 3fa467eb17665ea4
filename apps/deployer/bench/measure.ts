/** What a piece of work costs this process. */

/** Milliseconds; CPU of all threads of the process, memory in bytes. */
export type Cost = { wall: number; cpu: number; peakMemory: number };

const sampleEvery = 100;

/** Does the work, and says what it cost. */
export async function measured<T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> {
  let peakMemory = process.memoryUsage.rss();
  const sampler = setInterval(() => {
    peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
  }, sampleEvery);
  const cpuBefore = process.cpuUsage();
  const begun = performance.now();
  try {
    const result = await work();
    const wall = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpuBefore);
    peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
    return { result, cost: { wall, cpu: (user + system) / 1_000, peakMemory } };
  } finally {
    clearInterval(sampler);
  }
}

/** The difference of two counts by name, without what stayed. */
export function counted(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const differences = Object.entries(after).map(([name, count]): [string, number] => [
    name,
    count - (before[name] ?? 0),
  ]);
  return Object.fromEntries(differences.filter(([, count]) => count > 0));
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
