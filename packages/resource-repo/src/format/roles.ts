import type { Problem } from '@tribble/api';
import { z } from 'zod';
import { named } from './named.ts';
import { withHint } from './problem.ts';
import { check, type Settings } from './schema.ts';

/** Who bears a role: mail addresses of people, by role. */
export type Roles = ReadonlyMap<string, readonly string[]>;

const people = z.array(
  z.string('expected a mail address'),
  'expected a list of people, for example `[ann@example.org]`',
);
const rolesSchema = named(people, 'expected a map of roles to people').nullish();

/** Reads who bears which role. Where anything in it is wrong nobody bears any, so that no approval of a role counts. */
export function parseRoles(value: unknown, settings: Settings): { roles: Roles; problems: Problem[] } {
  const checked = check(rolesSchema, value, settings, ['roles']);
  if ('value' in checked) return { roles: checked.value ?? new Map<string, string[]>(), problems: [] };
  const hint = 'until this is mended nobody bears a role';
  return { roles: new Map(), problems: checked.problems.map((fault) => withHint(fault, hint)) };
}
