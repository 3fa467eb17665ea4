/** Times as ratios: what holds on every machine. CPU time of this process, as others may use the machine, too. */

/** A service decides all day: the first rounds, in which the engine still compiles, are not what it costs. */
const rounds = 10;

/** Work that takes this many milliseconds and more is not repeated as often. */
const long = 1_000;

/** The best of some rounds in milliseconds of CPU: what nobody disturbs. `prepare` is not counted. */
export function bestOf<T>(prepare: () => T, work: (prepared: T) => unknown): number {
  const times: number[] = [];
  while (times.length < rounds && (times.length < 2 || Math.min(...times) < long)) {
    const prepared = prepare();
    const begin = process.cpuUsage();
    work(prepared);
    const { user, system } = process.cpuUsage(begin);
    times.push((user + system) / 1_000);
  }
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
