/** How long a lock or a pause may hold, as offered in the dialog. */
export type Expiry = 'none' | 'hour' | 'tomorrow';

interface OfferedExpiry {
  readonly value: Expiry;
  readonly label: string;
}

/** What is offered; `open` says what ends it where it does not end by itself. */
export function expiriesUntil(open: string): readonly OfferedExpiry[] {
  return [
    { value: 'none', label: open },
    { value: 'hour', label: 'For 1 hour' },
    { value: 'tomorrow', label: 'Until tomorrow 9:00' },
  ];
}

/** When what is held from now on ends, as an ISO time; undefined where it does not end by itself. */
export function untilOf(expiry: Expiry, now: Date): string | undefined {
  switch (expiry) {
    case 'none':
      return undefined;
    case 'hour':
      return new Date(now.getTime() + 3_600_000).toISOString();
    case 'tomorrow':
      // The day after in the reader's own calendar: right on the days when clocks change, too.
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).toISOString();
  }
}
