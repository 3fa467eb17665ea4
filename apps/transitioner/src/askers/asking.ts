import { isNativeError } from 'node:util/types';
import type { Answer, Question } from '@tribble/promotion';

/** What came of asking, without the time. */
export type Said = Answer extends infer Each ? (Each extends Answer ? Omit<Each, 'at'> : never) : never;

/** Asks once. What it throws is the reason, for people, why there is no answer. */
export type Ask<Kind extends Question = Question> = (question: Kind, signal: AbortSignal) => Promise<Said>;

/** What something that was thrown says, with what it was caused by: fetch says everything there. */
export function messageOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const { cause } = error;
  if (!isNativeError(cause)) return error.message;
  const code = 'code' in cause ? String(cause.code) : cause.name;
  return cause.message === '' ? code : cause.message;
}
