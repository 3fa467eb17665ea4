import type { Approval, Problem } from '@tribble/api';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { named } from './named.ts';
import { withHint } from './problem.ts';
import { withoutUndefined } from './reasons.ts';
import { check, parseSettings } from './schema.ts';

/** Who approved which change, by transition, in the order of the file. */
export type Approvals = ReadonlyMap<string, readonly Approval[]>;

const text = z.string('expected text');
const approval = z
  .strictObject(
    {
      change: text,
      by: text,
      at: z.iso.datetime({ offset: true, error: 'expected a date and time with its zone' }),
      comment: text.optional(),
    },
    'expected {change, by, at, comment}',
  )
  .transform((entry) => withoutUndefined<Approval>(entry));
const list = z
  .array(approval, 'expected a list')
  .nullish()
  .transform((entries) => entries ?? []);
const approvalsSchema = z.strictObject(
  {
    approvals: named(list, 'expected a map of transitions').nullish(),
  },
  'expected a map',
);

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
  return { approvals: checked.value.approvals ?? new Map<string, Approval[]>(), problems: [] };
}
