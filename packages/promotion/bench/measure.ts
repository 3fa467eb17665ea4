/** Times as ratios: what holds on every machine. CPU time of this process, as others may use the machine, too. */

const rounds = 3;

/** The best of some rounds in milliseconds of CPU: what nobody disturbs. `prepare` is not counted. */
export function bestOf<T>(prepare: () => T, work: (prepared: T) => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const prepared = prepare();
    const begin = process.cpuUsage();
    work(prepared);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

export function print(name: string, milliseconds: number, reference: number, target?: number): void {
  const verdict =
    target === undefined ? '' : milliseconds < target ? `met (< ${target} ms)` : `MISSED (< ${target} ms)`;
  const ratio = (milliseconds / reference).toFixed(2);
  process.stdout.write(
    `${name.padEnd(58)} ${milliseconds.toFixed(1).padStart(9)} ms ${ratio.padStart(8)} x  ${verdict}\n`,
  );
}
