import type { LockReason } from '@tribble/api';
import { type Document, isMap, isScalar, isSeq, type YAMLSeq } from 'yaml';
import { deleteEmpty, setDeep } from './edit-document.ts';

/** Adds a reason to the list at `path`, which is made where it is missing. Gives whether that changes anything. */
export function addReason(document: Document, path: readonly string[], reason: LockReason): boolean {
  const reasons = document.getIn(path);
  if (
    isSeq(reasons) &&
    reasons.items.some((item) => textOf(item) === reason.reason && untilOf(item) === reason.until)
  ) {
    return false;
  }
  const list = isSeq(reasons) ? reasons : (document.createNode([]) as YAMLSeq);
  list.flow = false;
  list.add(document.createNode(reason));
  if (list !== reasons) setDeep(document, path, list);
  return true;
}

/** Removes one reason, or all, from the list at `path`. Gives whether that changes anything. */
export function removeReason(document: Document, path: readonly string[], reason?: string): boolean {
  const reasons = document.getIn(path);
  if (!isSeq(reasons)) return false;
  const kept = reasons.items.filter((item) => reason !== undefined && textOf(item) !== reason);
  if (kept.length === reasons.items.length) return false;
  reasons.items = kept;
  if (kept.length === 0) deleteEmpty(document, path);
  return true;
}

function textOf(item: unknown): unknown {
  return isMap(item) ? item.get('reason') : isScalar(item) ? item.value : item;
}

function untilOf(item: unknown): unknown {
  return isMap(item) ? item.get('until') : undefined;
}
