import { blobId } from './digest.ts';
import type { CommitMessage } from './trailers.ts';
import { fileAt, type Snapshot } from './snapshot.ts';

/** Who is named in a commit. */
export type Identity = { name: string; email: string };

/** A change of the resource repository: one commit. */
export type Edit = {
  /** New text by path; null deletes the file. */
  files: ReadonlyMap<string, string | null>;
  message: CommitMessage;
  /** The person or CI that asked; the service itself where nobody did. */
  author?: Identity;
};

/** The files of an edit that it really changes: those that the snapshot has otherwise. */
export function changedFiles(snapshot: Snapshot, edit: Pick<Edit, 'files'>): Map<string, string | null> {
  const changed = [...edit.files].filter(([path, text]) => {
    const current = fileAt(snapshot, path);
    return text === null ? current !== undefined : current?.id !== blobId(text);
  });
  return new Map(changed);
}

/** Reads `Name <mail>`; undefined where it is not of that form or could not stand in a commit. */
export function parseIdentity(text: string): Identity | undefined {
  const match = /^([^<>\n\0]{1,100}?)\s*<([^<>\s\0]{1,100})>$/.exec(text.trim());
  const [, name, email] = match ?? [];
  return name !== undefined && email !== undefined ? { name: name.trim(), email } : undefined;
}

/** `Name <mail>`, as git writes it. */
export function formatIdentity({ name, email }: Identity): string {
  return `${name} <${email}>`;
}
