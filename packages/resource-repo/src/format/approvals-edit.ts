import type { Approval } from '@tribble/api';
import { type Document, isMap, isSeq, type YAMLSeq } from 'yaml';
import { parseApprovals } from './approvals.ts';
import { deleteEmpty, editDocument, type SettingsEdit, setDeep } from './edit-document.ts';
import type { RepositoryFile } from './file.ts';

/**
 * Adds approvals of a transition, each once (another one of the same change by the same person takes its place), and drops those of it whose change is no longer pending, so that the file does
 * not grow for ever. Comments, order and the approvals of other transitions stay.
 */
export function addApprovals(
  file: RepositoryFile | undefined,
  transition: string,
  approvals: readonly Approval[],
  isPending: (change: string) => boolean,
): SettingsEdit {
  return editDocument(file, parseApprovals(file).problems, (document) => {
    const path = ['approvals', transition];
    const dropped = dropItems(document, path, (change) => !isPending(change));
    const added = approvals.filter(
      (approval) => isPending(approval.change) && addItem(document, path, approval),
    );
    return dropped || added.length > 0;
  });
}

function dropItems(
  document: Document,
  path: readonly string[],
  isDropped: (change: string) => boolean,
): boolean {
  const list = document.getIn(path);
  if (!isSeq(list)) return false;
  const kept = list.items.filter((item) => !isDropped(textOf(item, 'change')));
  if (kept.length === list.items.length) return false;
  list.items = kept;
  if (kept.length === 0) deleteEmpty(document, path);
  return true;
}

function addItem(document: Document, path: readonly string[], approval: Approval): boolean {
  const found = document.getIn(path);
  const list = isSeq(found) ? found : (document.createNode([]) as YAMLSeq);
  const there = list.items.findIndex(
    (item) => textOf(item, 'change') === approval.change && textOf(item, 'by') === approval.by,
  );
  if (there >= 0 && textOf(list.items[there], 'at') === approval.at) return false;
  list.flow = false;
  const node = document.createNode(approval);
  if (there >= 0) list.items[there] = node;
  else list.add(node);
  if (list !== found) setDeep(document, path, list);
  return true;
}

const textOf = (item: unknown, key: string): string => String(isMap(item) ? item.get(key) : '');
