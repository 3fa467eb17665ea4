import { useState } from 'react';

/** The last value that was there: what closes still needs to know what it was about while it fades out. */
export function useLast<Value extends object>(value: Value | undefined): Value | undefined {
  const [last, setLast] = useState(value);
  if (value === undefined || value === last) return last;
  setLast(value);
  return value;
}
