import { isNativeError } from 'node:util/types';

/** What something that was thrown says. A host with several addresses fails with one error for each, and no words of its own. */
export function messageOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const parts = 'errors' in error && Array.isArray(error.errors) ? error.errors.map(messageOf) : [];
  return parts.length > 0 ? parts.join('; ') : error.message;
}
