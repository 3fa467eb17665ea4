import type { Problem } from '@tribble/api';
import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { RepositoryFile } from './file.ts';
import { problem } from './problem.ts';
import { settingsOptions } from './yaml.ts';

/** The new text of a settings file, undefined where nothing has to change, or what makes the file impossible to edit. */
export type SettingsEdit = { text: string | undefined } | { problems: Problem[] };

/**
 * Edits a settings file in place, so that comments, order and unknown keys stay. `problems` is what its parser found: a file
 * that cannot be read is not edited, because nobody knows what it says. `change` tells whether it changed anything.
 */
export function editDocument(
  file: RepositoryFile | undefined,
  problems: Problem[],
  change: (document: Document) => boolean,
): SettingsEdit {
  if (problems.length > 0) return { problems };
  const text = file && 'text' in file.content ? file.content.text : '';
  const document = parseDocument(text, settingsOptions) as Document;
  if (hasAliases(document)) {
    const hint = 'write out what holds where';
    return {
      problems: [
        problem(file?.path ?? '', 'has aliases (`*name`), which an edit could break', undefined, hint),
      ],
    };
  }
  if (!isMap(document.contents)) document.contents = document.createNode({});
  if (!change(document)) return { text: undefined };
  return { text: document.toString({ lineWidth: 0 }) };
}

function hasAliases(document: Document): boolean {
  let found = false;
  visit(document, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}

/** Sets a node and makes the maps on the way; a flow map such as `{}` becomes a block, as people write it. */
export function setDeep(document: Document, path: readonly string[], value: unknown): void {
  for (let length = 0; length < path.length; length += 1) {
    const parent = length === 0 ? document.contents : document.getIn(path.slice(0, length));
    if (isMap(parent)) parent.flow = false;
    else document.setIn(path.slice(0, length), document.createNode({}));
  }
  document.setIn(path, value);
}

/** Deletes a node and every map above it that is left empty. What a person wrote at the head of the file stays there. */
export function deleteEmpty(document: Document, path: readonly string[]): void {
  const [name] = path;
  if (path.length === 1) keepHeadComment(document, name);
  document.deleteIn(path);
  const parentPath = path.slice(0, -1);
  const parent = document.getIn(parentPath);
  if (parentPath.length > 0 && isMap(parent) && parent.items.length === 0) deleteEmpty(document, parentPath);
}

/** A comment right above the first key belongs to that key, and would be deleted with it. */
function keepHeadComment(document: Document, name: string | undefined): void {
  const key = isMap(document.contents) ? document.contents.items[0]?.key : undefined;
  if (!isScalar(key) || key.value !== name || typeof key.commentBefore !== 'string') return;
  const comments = [document.commentBefore, key.commentBefore];
  document.commentBefore = comments.filter((comment) => typeof comment === 'string').join('\n');
}
