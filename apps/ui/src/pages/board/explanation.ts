import type { Cell, ObjectView, RolloutReason } from '@tribble/api';

/** What the reasons mean that do not say it by themselves. */
const meanings: Partial<Record<RolloutReason, string>> = {
  Unreachable: 'nobody can tell what runs',
  Drifted: 'somebody else changed what git declares',
  Waiting: 'something else has to be there first, or to be gone',
  Terminating: 'it is being deleted',
  Orphaned: 'it left git and is still there',
};

/** As much of a message as a tooltip or a listener can take. */
const longestLine = 200;

/** Why a status is what it is, in full; undefined where the status says it all. */
export function explanationOf({ status, reason, message }: Pick<Cell, 'status' | 'reason' | 'message'>) {
  const word = reason === status ? undefined : reason;
  const said = message ?? (word && meanings[word]);
  return word && said ? `${word}: ${said}` : (said ?? word);
}

/** Why a cell has its status, without the message that one of its objects tells as well. */
export function ownExplanationOf({ message, objects = [], ...cell }: Cell): string | undefined {
  const isTold = objects.some((object) => {
    if (object.message === undefined) return false;
    return object.message === message || `${linesOf(object.message).first} …` === message;
  });
  return explanationOf({ ...cell, ...(message !== undefined && !isTold && { message }) });
}

/** The reason of an object with what it means; undefined where its status says the same. */
export function reasonOf({ status, reason }: Pick<ObjectView, 'status' | 'reason'>): string | undefined {
  return explanationOf({ status, reason });
}

/** A text of several lines in one. */
export function inOneLine(text: string): string {
  const { first, rest } = linesOf(text);
  if (first.length > longestLine) return `${first.slice(0, longestLine)} …`;
  return rest === '' ? first : `${first} …`;
}

/** The sentence that a message begins with, and the lines that it quotes, such as the end of a log. */
export function linesOf(text: string): { readonly first: string; readonly rest: string } {
  const [first = '', ...rest] = text.split('\n');
  return { first, rest: rest.join('\n') };
}
