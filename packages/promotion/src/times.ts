type Times = Iterable<string | undefined>;

/** The earliest of times, whatever their form and zone; undefined where there is none. */
export function earliest(times: Times): string | undefined {
  return first(times, (one, other) => one < other);
}

/** The latest of times, whatever their form and zone; undefined where there is none. */
export function latest(times: Times): string | undefined {
  return first(times, (one, other) => one > other);
}

function first(times: Times, isBefore: (one: number, other: number) => boolean): string | undefined {
  let found: { text: string; time: number } | undefined;
  for (const text of times) {
    if (text === undefined) continue;
    const time = Date.parse(text);
    if (found === undefined || isBefore(time, found.time)) found = { text, time };
  }
  return found?.text;
}
