import { parseTrailers } from '@tribble/resource-repo/format';

/**
 * What the message of a commit tells people of a version. Of a commit that a service wrote that is its body: its subject only
 * says which version it is. Undefined where nothing was said.
 */
export function changelogIn(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const hasTrailers = parseTrailers(message).some(([key]) => key === 'Tribble-Action');
  const paragraphs = message.trim().split(/\n{2,}/);
  const told = hasTrailers ? paragraphs.slice(1, -1) : paragraphs;
  const text = told.join('\n\n').trim();
  return text === '' ? undefined : text;
}
