const numbers = new WeakMap<object, number>();
let last = 0;

/**
 * A number that stands for this very object. What did not change keeps its identity in the live state, so that the key of
 * a query with this number in it asks anew exactly when that part of the state changed.
 */
export function identityOf(value: object | undefined): number {
  if (value === undefined) return 0;
  const known = numbers.get(value);
  if (known !== undefined) return known;
  last++;
  numbers.set(value, last);
  return last;
}
