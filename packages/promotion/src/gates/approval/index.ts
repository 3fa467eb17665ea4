import type { Approval } from '@tribble/api';
import { z } from 'zod';
import { changeId } from '../../change.ts';
import { describeChanges } from '../../judge-source.ts';
import type { Verdict } from '../../verdict.ts';
import { defineGate, type GateInput } from '../gate.ts';
import { didYouMean, type OptionFault } from '../option-faults.ts';
import { type Bringers, broughtBy } from './brought-by.ts';
import { byPerson, type Given, givenApprovals } from './given.ts';
import { describeGroups, type Group, groupsOf, mailOf, namesOf } from './people.ts';
import { type Approvals, splitByUse } from './used-up.ts';

type Options = { from: string[]; count: number; separation: boolean };

/** People have approved exactly this change, in approvals.yaml, and it has not moved on that yet. A newer one needs new approvals. */
export const approval = defineGate<Options>({
  type: 'Approval',
  example: 'Approval: {from: [release-managers]}',
  options: z.strictObject(
    {
      from: z
        .array(
          z.string('expected a role or a mail address').min(1, 'expected a role or a mail address'),
          'expected a list of roles and mail addresses',
        )
        .min(1, 'expected at least one role or mail address'),
      count: z
        .int('expected a whole number')
        .min(1, 'expected at least 1')
        .max(100, 'expected at most 100')
        .default(1),
      separation: z.boolean('expected true or false').default(false),
    },
    'expected {from: [release-managers]}',
  ),
  faults: approvalFaults,
  check: (input, options) => {
    const { facts, name, roles, all } = input;
    const id = changeId(name, all);
    const judged = `change ${id}: ${describeChanges(input)}`;
    const { groups, unknown } = groupsOf(options.from, roles);
    const unnamed = unknown.map((each) => unknownRole(each, [...roles.keys()]));
    if (unnamed.length > 0) return { kind: 'unknown', reason: unnamed.join('; '), judged };
    const bringers = options.separation ? broughtBy(facts, all) : nobody;
    if (bringers.unknown.length > 0) return { kind: 'unknown', reason: unknownBringers(bringers), judged };
    const given = givenApprovals(facts.snapshot, name);
    const approvals = splitByUse(given.byChange.get(id) ?? [], input);
    const found = { input, id, groups, bringers, given, ...approvals };
    return { ...judge(found, options.count), judged };
  },
});

const nobody: Bringers = { mails: new Set(), unknown: [] };

function approvalFaults({ from, count }: Options): OptionFault[] {
  const faults = from.flatMap((entry, index): OptionFault[] => {
    if (!entry.includes('@') || mailOf(entry) !== undefined) return [];
    const hint = 'write it like ann@example.org, or name a role of transitions.yaml';
    return [{ message: `Approval: "${entry}" is no mail address`, keys: ['from', index], hint }];
  });
  const people = new Set(from.map(mailOf));
  if (faults.length > 0 || people.has(undefined) || people.size >= count) return faults;
  const message = `Approval: needs ${count} approvals, but only ${people.size} may give one`;
  return [{ message, keys: ['count'], hint: 'name more people in `from`' }];
}

function unknownRole(name: string, roles: readonly string[]): string {
  const hint = didYouMean(name, roles) ?? 'transitions.yaml has no `roles`';
  return `"${name}" in \`from\` is neither a role of transitions.yaml nor a mail address (${hint})`;
}

function unknownBringers({ unknown }: Bringers): string {
  const what = namesOf(unknown.map(({ resource, to }) => `${resource} ${to ?? 'removed'}`));
  return `nobody knows who brought ${what}: git tells no commit of it with the mail address of its author`;
}

type Case = Approvals & {
  input: GateInput;
  id: string;
  groups: readonly Group[];
  bringers: Bringers;
  given: Given;
};

function judge(found: Case, count: number): Omit<Verdict, 'judged'> {
  const { groups, bringers, id, approvals } = found;
  const allowed = new Set(groups.flatMap(({ mails }) => mails));
  const mayApprove = (mail: string) => allowed.has(mail) && !bringers.mails.has(mail);
  const counted = new Map([...approvals].filter(([mail]) => mayApprove(mail)));
  if (counted.size >= count) {
    const reason = `approved by ${namesOf(counted.keys())}`;
    return { kind: 'pass', reason, evidence: [...counted.values()].slice(0, 10).map(evidenceOf) };
  }
  const isLeft = (mail: string) => mayApprove(mail) && !counted.has(mail);
  const left = [...allowed].filter(isLeft).length;
  const missing = count - counted.size;
  const needs = `needs ${missing}${counted.size > 0 ? ' more' : ''} ${missing === 1 ? 'approval' : 'approvals'}`;
  const remarks = remarksOf(found, mayApprove, allowed);
  if (left < missing) {
    const few = left === 0 ? 'nobody is left who may give one' : `only ${left} may still give one`;
    return { kind: 'fail', reason: [`${needs}, but ${few}`, ...remarks].join('; ') };
  }
  const who = describeGroups(groups, isLeft);
  const action = `${needs} from ${who} of change ${id.slice(0, 12)}`;
  return { kind: 'wait', reason: [action, ...remarks].join('; ') };
}

function evidenceOf({ by, at, comment }: Approval) {
  return { text: `${by} approved it at ${at}${comment === undefined ? '' : `: ${comment}`}` };
}

/** What else people need to know of approvals that are there and do not count. */
function remarksOf(
  { given, bringers, id, input, approvals, usedUp }: Case,
  mayApprove: (mail: string) => boolean,
  allowed: ReadonlySet<string>,
): string[] {
  const remarks: string[] = [];
  if (!given.isReadable)
    remarks.push('approvals.yaml has a problem, so nothing in it counts until it is mended');
  const bringing = [...bringers.mails].filter((mail) => allowed.has(mail));
  if (bringing.length > 0) remarks.push(`${namesOf(bringing)} brought it and cannot approve it`);
  const others = [...approvals.keys()].filter((mail) => !mayApprove(mail) && !bringers.mails.has(mail));
  if (others.length > 0) remarks.push(`${namesOf(others)} approved it but may not`);
  const used = usedUp?.people.filter(mayApprove) ?? [];
  if (usedUp && used.length > 0)
    remarks.push(`the approval of ${namesOf(used)} was used up when ${usedUp.why}: approve it again`);
  // Where each resource is judged on its own, the other changes are those of other resources, and there may be thousands.
  const before = input.resource === undefined ? earlier(given, id, approvals).filter(mayApprove).length : 0;
  if (before > 0) remarks.push(`${before} approved another change before`);
  return remarks;
}

/** Who approved another change of the transition, and not this one. */
function earlier({ byChange }: Given, id: string, approvals: Approvals['approvals']): string[] {
  const others = [...byChange].flatMap(([change, list]) => (change === id ? [] : list));
  return [...byPerson(others).keys()].filter((mail) => !approvals.has(mail));
}
