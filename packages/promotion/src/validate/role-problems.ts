import type { Problem } from '@tribble/api';
import {
  type Precondition,
  problem,
  type Roles,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { type Group, groupsOf, mailOf } from '../gates/approval/people.ts';
import { didYouMean } from '../gates/option-faults.ts';
import { placeOfEntry } from './place-of-entry.ts';

/** People in roles whom nobody can be: approvals are told apart by mail addresses. */
export function memberProblems({ configuration }: Snapshot, roles: Roles): Problem[] {
  const file = configuration.get(transitionsFile);
  if (file === undefined) return [];
  return [...roles].flatMap(([role, people]) =>
    people.flatMap((person, index) => {
      if (mailOf(person) !== undefined) return [];
      const message = `roles.${role}.${index}: "${person}" is no mail address, so nobody bears the role by it`;
      const hint = 'write it like ann@example.org';
      return [problem(file.path, message, placeOfEntry(file, 'roles', role), hint)];
    }),
  );
}

/** Whoever is asked for an approval must be somebody, a mail address or a role, and there must be enough of them. */
export function approverProblems(precondition: Precondition, roles: Roles): Problem[] {
  if (precondition.type !== 'Approval') return [];
  const from = valueOf(precondition.options, 'from');
  const entries: readonly unknown[] = Array.isArray(from) ? from : [];
  const names = entries.filter((entry) => typeof entry === 'string');
  const { groups, unknown } = groupsOf(names, roles);
  if (unknown.length === 0 && names.length === entries.length) return countProblems(precondition, groups);
  return entries.flatMap((entry, index) => {
    if (typeof entry !== 'string' || entry.includes('@') || roles.has(entry)) return [];
    const hint = didYouMean(entry, [...roles.keys()]) ?? `add it: \`roles: {${entry}: [ann@example.org]}\``;
    const message = `"${entry}" is neither a role of \`roles\` nor a mail address`;
    return [precondition.problemAt(message, ['from', index], hint)];
  });
}

/** Without a role in it the gate itself finds that fault. */
function countProblems({ options, problemAt }: Precondition, groups: readonly Group[]): Problem[] {
  const count = valueOf(options, 'count') ?? 1;
  const people = new Set(groups.flatMap(({ mails }) => mails));
  if (typeof count !== 'number' || people.size >= count || !groups.some(({ isRole }) => isRole)) return [];
  const few = people.size === 0 ? 'nobody' : `only ${people.size}`;
  const message = `needs ${count} ${count === 1 ? 'approval' : 'approvals'}, but ${few} may give one`;
  const place = valueOf(options, 'count') === undefined ? 'from' : 'count';
  return [problemAt(message, [place], 'name more people in `from`, or in the roles that it names')];
}

function valueOf(options: unknown, key: string): unknown {
  if (typeof options !== 'object' || options === null) return undefined;
  return Object.hasOwn(options, key) ? (options as Readonly<Record<string, unknown>>)[key] : undefined;
}
