import { parseIdentity, type Roles } from '@tribble/resource-repo/format';

/** The mail address that tells who somebody is, in small letters: from `Ann <ann@example.org>`, or from the address alone. */
export function mailOf(text: string): string | undefined {
  const mail = parseIdentity(text)?.email ?? text.trim();
  return /^[^<>\s@]+@[^<>\s@]+$/.test(mail) ? mail.toLowerCase() : undefined;
}

/** One entry of `from`: the mail addresses of a role, or the one that is written. */
export type Group = { name: string; isRole: boolean; mails: readonly string[] };

/** Who may approve; `unknown` names what is neither a role nor a mail address. */
export function groupsOf(from: readonly string[], roles: Roles): { groups: Group[]; unknown: string[] } {
  const groups: Group[] = [];
  const unknown: string[] = [];
  for (const name of from) {
    const members = roles.get(name);
    const mail = mailOf(name);
    if (members) groups.push({ name, isRole: true, mails: members.flatMap((each) => mailOf(each) ?? []) });
    else if (mail !== undefined) groups.push({ name, isRole: false, mails: [mail] });
    else unknown.push(name);
  }
  return { groups, unknown };
}

/** `release-managers (ann@example.org, bob@example.org), eve@example.org`: of each group those that are left. */
export function describeGroups(groups: readonly Group[], isLeft: (mail: string) => boolean): string {
  const parts = groups.flatMap(({ name, isRole, mails }) => {
    const left = mails.filter(isLeft);
    if (left.length === 0) return [];
    return [isRole ? `${name} (${namesOf(left)})` : left.join(', ')];
  });
  return parts.join(', ');
}

/** The first three, and how many more. */
export function namesOf(mails: Iterable<string>): string {
  const all = [...mails];
  const shown = all.slice(0, 3);
  if (all.length > 3) shown.push(`${all.length - 3} more`);
  return shown.join(', ');
}
