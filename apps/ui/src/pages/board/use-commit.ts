import type { CommitResult } from '@tribble/api';
import { notifications } from '@mantine/notifications';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { authorHeader } from './author.ts';
import { shortRevision } from './cell-view.ts';

/** Something that ends in a commit, or in none where there was nothing to change. */
export type CommitAction<Request> = UseMutationResult<CommitResult, Error, Request>;

interface Committing<Request> {
  readonly send: (request: Request) => Promise<CommitResult>;
  /** What was done, in words. */
  readonly told: (request: Request) => string;
  /** Said where it was so before. */
  readonly unchanged: string;
  readonly onDone: () => void;
}

/** Sends what makes a commit, and tells that commit. */
export function useCommit<Request>({
  send,
  told,
  unchanged,
  onDone,
}: Committing<Request>): CommitAction<Request> {
  return useMutation({
    mutationFn: send,
    onSuccess: ({ commit, changed }, request) => {
      const id = `Commit ${shortRevision(commit)}`;
      notifications.show({
        title: told(request),
        message: changed ? id : `${unchanged} ${id}`,
        color: 'green',
        closeButtonProps: { 'aria-label': 'Close' },
      });
      onDone();
    },
  });
}

/** The header that tells who asks; none where nobody said. */
export function by(author: string) {
  return author === '' ? {} : { 'Tribble-Author': authorHeader(author) };
}
