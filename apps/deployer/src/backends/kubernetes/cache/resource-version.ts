/**
 * Whether one resourceVersion is before another of the same kind; undefined where nobody can say. They are opaque but for
 * this: where both are decimal numbers they are revisions of etcd, and those count up.
 */
export function isBefore(one: string, other: string): boolean | undefined {
  if (one === other) return false;
  if (!/^\d+$/.test(one) || !/^\d+$/.test(other)) return undefined;
  return BigInt(one) < BigInt(other);
}
