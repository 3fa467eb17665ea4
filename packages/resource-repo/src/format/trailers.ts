/** The trailers with which services say what a commit does. Values are single lines. */
type TrailerKey =
  | 'Tribble-Action'
  | 'Tribble-Transition'
  | 'Tribble-Source'
  | 'Tribble-Target'
  | 'Tribble-Resource'
  | 'Tribble-Gate'
  | 'Tribble-Request-Id';

export type Trailer = readonly [key: TrailerKey, value: string];

export type CommitMessage = { subject: string; body?: string; trailers?: readonly Trailer[] };

const longestSubject = 150;

/** The text of a commit message: subject, body, and trailers in a last paragraph of their own. */
export function formatMessage({ subject, body = '', trailers = [] }: CommitMessage): string {
  const line = singleLine(subject);
  const short = shortened(line);
  const whole = short === line ? '' : line;
  const paragraphs = [short, whole, printable(body.replaceAll('\r\n', '\n')).trim()];
  const lines = trailers.map(([key, value]) => `${key}: ${singleLine(value)}`);
  return `${[...paragraphs, lines.join('\n')].filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** The trailers of a message: its last paragraph, where every line of it is one. */
export function parseTrailers(message: string): [key: string, value: string][] {
  const text = message.trim();
  const end = text.lastIndexOf('\n\n');
  if (end < 0) return [];
  const trailers = text
    .slice(end + 2)
    .split('\n')
    .map((line) => /^([A-Za-z0-9-]+): (.*)$/.exec(line));
  if (trailers.some((match) => match === null)) return [];
  return trailers.map((match) => [match?.[1] ?? '', match?.[2] ?? '']);
}

/** A subject that fits on a screen; the whole text then begins the body. */
function shortened(line: string): string {
  const words = [...line];
  return words.length <= longestSubject ? line : `${words.slice(0, longestSubject - 1).join('')}…`;
}

/** git and its readers end a message at a NUL. */
function printable(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '');
}

function singleLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).trim();
}
