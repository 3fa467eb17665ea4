import { TextInput } from '@mantine/core';
import type { ComponentProps } from 'react';
import { isAuthor } from './author.ts';

/** The name that goes with a commit; may be left empty. */
export function AuthorField(props: ComponentProps<typeof TextInput>) {
  return (
    <TextInput
      label="Your name"
      description="Optional; becomes the author of the commit, and is remembered in this browser."
      placeholder="Ada Lovelace <ada@example.org>"
      autoComplete="off"
      {...props}
    />
  );
}

/** What is wrong with an author that someone typed; null where nothing is. */
export function authorError(author: string): string | null {
  if (author.trim() === '' || isAuthor(author.trim())) return null;
  return 'Write it as git does: Name <mail@example.org>. Or leave it empty.';
}
