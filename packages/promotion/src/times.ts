/** The earliest of times in ISO 8601 UTC as `toISOString` writes them; undefined where there is none. */
export function earliest(times: Iterable<string | undefined>): string | undefined {
  let found: string | undefined;
  for (const time of times) if (time !== undefined && (found === undefined || time < found)) found = time;
  return found;
}

/** The latest of times, whatever their form and zone. */
export function latest(times: Iterable<string | undefined>): string | undefined {
  let found: string | undefined;
  for (const time of times) {
    if (time === undefined) continue;
    if (found === undefined || Date.parse(time) > Date.parse(found)) found = time;
  }
  return found;
}
