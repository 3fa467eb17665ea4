import type { Preview, PreviewRequest } from '@tribble/api';
import type { Facts } from '../facts.ts';
import { forecast, type Horizon } from '../forecast/index.ts';
import { World } from '../forecast/world.ts';
import type { Gates } from '../gates/index.ts';
import { differenceOf } from './difference.ts';
import { fileProblems } from './file-problems.ts';
import { requestedFiles } from './requested-files.ts';
import { summaryOf } from './summary.ts';

/** What a lock, an unlock, an approval, a pause or an edit of a settings file would change: one forecast beside the other. */
export function preview(
  facts: Facts,
  gates: Gates,
  request: PreviewRequest,
  { hours = 24, ...horizon }: Partial<Horizon> = {},
): Preview | { fault: string } {
  const requested = requestedFiles(facts, gates, request);
  if ('fault' in requested) return requested;
  const { files } = requested;
  const changed = factsWith(facts, files);
  const before = forecast(facts, gates, { hours, ...horizon });
  const after = changed === facts ? before : forecast(changed, gates, { hours, ...horizon });
  const difference = differenceOf(before, after);
  const problems = fileProblems(changed, gates, files.keys());
  const summary = summaryOf(difference, problems, facts.now, hours);
  return { ...difference, problems, summary, after };
}

/** The facts as they would be right after a commit of these files. Deployers have seen it, as it is nothing to them. */
function factsWith(facts: Facts, files: ReadonlyMap<string, string>): Facts {
  const world = new World(facts);
  world.commit({ files });
  const changed = world.facts();
  return changed.snapshot === facts.snapshot ? facts : changed;
}
