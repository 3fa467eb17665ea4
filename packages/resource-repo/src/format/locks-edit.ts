import type { LockReason, Problem } from '@tribble/api';
import { type Document, isMap, isScalar, isSeq, parseDocument, visit, type YAMLSeq } from 'yaml';
import type { RepositoryFile } from './file.ts';
import { parseLocks } from './locks.ts';
import { problem } from './problem.ts';

/** The new text of a lock file, undefined where nothing has to change, or what makes the file impossible to edit. */
export type LocksEdit = { text: string | undefined } | { problems: Problem[] };

const pathOf = (resource: string | undefined) =>
  resource === undefined ? ['env_lock', 'reasons'] : ['resource_locks', resource, 'reasons'];

/** Adds a reason to an environment or one resource of it. Comments, order and unknown keys of the file stay. */
export function addLock(file: RepositoryFile | undefined, reason: LockReason, resource?: string): LocksEdit {
  return edit(file, (document) => {
    const reasons = document.getIn(pathOf(resource));
    if (
      isSeq(reasons) &&
      reasons.items.some((item) => textOf(item) === reason.reason && untilOf(item) === reason.until)
    ) {
      return false;
    }
    const list = isSeq(reasons) ? reasons : (document.createNode([]) as YAMLSeq);
    list.flow = false;
    list.add(document.createNode(reason));
    if (list !== reasons) setDeep(document, pathOf(resource), list);
    return true;
  });
}

/** Removes one reason, or all, from an environment or one resource of it. */
export function removeLock(file: RepositoryFile | undefined, reason?: string, resource?: string): LocksEdit {
  return edit(file, (document) => {
    const reasons = document.getIn(pathOf(resource));
    if (!isSeq(reasons)) return false;
    const kept = reasons.items.filter((item) => reason !== undefined && textOf(item) !== reason);
    if (kept.length === reasons.items.length) return false;
    reasons.items = kept;
    if (kept.length === 0) deleteEmpty(document, pathOf(resource));
    return true;
  });
}

function edit(file: RepositoryFile | undefined, change: (document: Document) => boolean): LocksEdit {
  const { problems } = parseLocks(file);
  if (problems.length > 0) return { problems };
  const text = file && 'text' in file.content ? file.content.text : '';
  const document = parseDocument(text) as Document;
  if (hasAliases(document)) {
    const hint = 'write the reasons out where they hold';
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
function setDeep(document: Document, path: readonly string[], value: unknown): void {
  for (let length = 0; length < path.length; length += 1) {
    const parent = length === 0 ? document.contents : document.getIn(path.slice(0, length));
    if (isMap(parent)) parent.flow = false;
    else document.setIn(path.slice(0, length), document.createNode({}));
  }
  document.setIn(path, value);
}

/** Deletes a node and every map above it that is left empty. */
function deleteEmpty(document: Document, path: readonly string[]): void {
  document.deleteIn(path);
  const parentPath = path.slice(0, -1);
  const parent = document.getIn(parentPath);
  if (parentPath.length > 0 && isMap(parent) && parent.items.length === 0) deleteEmpty(document, parentPath);
}

function textOf(item: unknown): unknown {
  return isMap(item) ? item.get('reason') : isScalar(item) ? item.value : item;
}

function untilOf(item: unknown): unknown {
  return isMap(item) ? item.get('until') : undefined;
}
