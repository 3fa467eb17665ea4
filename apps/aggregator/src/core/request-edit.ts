import type { CommitMessage, Edit, SettingsEdit, Identity } from '@tribble/resource-repo/format';

/** The commit of a request that edits one file, undefined where nothing has to change, or why it cannot be edited. */
export type RequestEdit = { edit: Edit | undefined } | Extract<SettingsEdit, { problems: unknown }>;

/** Makes a commit of the new text of a file. */
export function editOf(
  path: string,
  result: SettingsEdit,
  message: CommitMessage,
  author: Identity | undefined,
): RequestEdit {
  if ('problems' in result) return result;
  if (result.text === undefined) return { edit: undefined };
  return { edit: { files: new Map([[path, result.text]]), message, ...(author && { author }) } };
}
