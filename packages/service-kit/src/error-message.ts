import { isNativeError } from 'node:util/types';

/** What something that was thrown says. */
export function messageOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
