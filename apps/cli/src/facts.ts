import { type Facts, filesOfGates, type Gates } from '@tribble/promotion';
import type { Clone } from './clone/open-clone.ts';
import type { Reports } from './reports/reports.ts';

/**
 * `refused`: a gate that would have to ask the world is told that nobody does. `open`: it was never asked, so that a forecast
 * takes for granted that it passes.
 */
export type Questions = 'refused' | 'open';

/** The facts of a decision, as far as a clone and reports tell them. */
export async function readFacts(
  { repo, snapshot, history }: Clone,
  gates: Gates,
  { statusOf, outcomesOf }: Reports,
  { now, questions }: { now: Date; questions: Questions },
): Promise<Facts> {
  const ids = new Map<string, string>();
  for (const path of filesOfGates(snapshot, gates)) {
    const file = await repo.fileAt(snapshot.revision, path);
    if (file) ids.set(path, file.id);
  }
  const refusal = {
    kind: 'error',
    message: 'only the transitioner asks this',
    at: now.toISOString(),
  } as const;
  return {
    ...{ snapshot, past: history, statusOf, outcomesOf, now },
    fileId: (path) => ids.get(path),
    answerTo: () => (questions === 'refused' ? refusal : undefined),
  };
}
