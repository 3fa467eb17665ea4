import { BackendError } from '../../backend.ts';

/** So many messages are shown; a cluster that refuses one kind often refuses dozens. */
const mostShown = 5;

/** One error for all: a single one as it is, several by their messages. Undefined where there is none. */
export function combined(errors: readonly Error[]): Error | undefined {
  const faults = errors.filter((error) => error instanceof BackendError);
  const unexpected = errors.find((error) => !(error instanceof BackendError));
  const messages = [...new Set(faults.map(({ message }) => message))];
  if (unexpected !== undefined || messages.length <= 1) return unexpected ?? faults[0];
  const more = messages.length - mostShown;
  const shown = messages.slice(0, mostShown).join('; ');
  const isTransient = faults.some(({ transient }) => transient);
  return new BackendError(more > 0 ? `${shown}; and ${more} more` : shown, isTransient, { cause: faults[0] });
}
