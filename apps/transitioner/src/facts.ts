import type { Head, ResourceRepo } from '@tribble/resource-repo';
import type { Facts, Gates } from '@tribble/promotion';
import { filesOfGates } from '@tribble/promotion';
import type { OutcomeBook } from './outcome-book.ts';

export type FactsSources = {
  repo: Pick<ResourceRepo, 'fileAt'>;
  outcomes: Pick<OutcomeBook, 'of'>;
  gates: Gates;
  statusOf: Facts['statusOf'];
  answerTo: Facts['answerTo'];
  now: () => Date;
};

/** Everything that a decision on a head goes by. Only what gates name besides the snapshot is read here. */
export async function factsAt(
  { snapshot, history }: Pick<Head, 'snapshot' | 'history'>,
  { repo, outcomes, gates, statusOf, answerTo, now }: FactsSources,
): Promise<Facts> {
  const ids = new Map<string, string>();
  for (const path of filesOfGates(snapshot, gates)) {
    const file = await repo.fileAt(snapshot.revision, path);
    if (file) ids.set(path, file.id);
  }
  return {
    snapshot,
    past: history,
    statusOf,
    outcomesOf: outcomes.of,
    answerTo,
    fileId: (path) => ids.get(path),
    now: now(),
  };
}
