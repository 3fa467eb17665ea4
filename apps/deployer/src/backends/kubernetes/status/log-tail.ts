/** So much of a log is told in a status. */
const ofStatus = { lines: 10, characters: 2048 };

/** What programs write to colour their lines. */
const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/**
 * The last lines of a log, without what would move the cursor of a terminal and what `redact` knows for a credential. They may
 * still hold what a program should not have logged: whoever may read a status reads it.
 */
export function logTail(log: string, redact: (text: string) => string, bounds = ofStatus): string {
  const lines = log.trimEnd().split('\n').slice(-bounds.lines);
  const shown = lines.map((line) => line.replace(colour, '').replace(/[^\P{Cc}\t]/gu, ''));
  // Before the text is cut: half a token is not known for one.
  return redact(shown.join('\n')).slice(-bounds.characters);
}
