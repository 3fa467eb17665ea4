import type { Approval, Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { withHint } from './problem.ts';
import { withoutUndefined } from './reasons.ts';
import { check, parseSettings } from './schema.ts';

/** Who approved which change, by transition, in the order of the file. */
export type Approvals = ReadonlyMap<string, readonly Approval[]>;

const text = z.string('expected text');
const approval = z.strictObject(
  {
    change: text,
    by: text,
    at: z.iso.datetime({ offset: true, error: 'expected a date and time with its zone' }),
    comment: text.optional(),
  },
  'expected {change, by, at, comment}',
);
const approvalsSchema = z.strictObject({
  approvals: z
    .record(z.string(), z.array(approval, 'expected a list').nullish(), 'expected a map of transitions')
    .nullish(),
});

/** Reads approvals.yaml; no file approves nothing, and neither does a bad one. */
export function parseApprovals(file: RepositoryFile | undefined): {
  approvals: Approvals;
  problems: Problem[];
} {
  if (file === undefined) return { approvals: new Map(), problems: [] };
  const hint = 'until this is mended nothing counts as approved';
  const bad = (problems: readonly Problem[]) => ({
    approvals: new Map(),
    problems: problems.map((fault) => withHint(fault, hint)),
  });
  const settings = parseSettings(file);
  if ('problems' in settings) return bad(settings.problems);
  const checked = check(approvalsSchema, settings.value, settings);
  if ('problems' in checked) return bad(checked.problems);
  const approvals = Object.entries(checked.value.approvals ?? {}).map(
    ([transition, list]) =>
      [transition, (list ?? []).map((item) => withoutUndefined<Approval>(item))] as const,
  );
  return { approvals: new Map(approvals), problems: [] };
}
