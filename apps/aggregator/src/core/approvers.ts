import {
  type Identity,
  parseIdentity,
  parseTransitions,
  type Snapshot,
  transitionsFile,
} from '@tribble/resource-repo/format';
import { z } from 'zod';

/** Of the options of an Approval gate only who may approve; the gate itself says what else must hold. */
const options = z.object({ from: z.array(z.string()) });

/** Somebody named by a gate: the mail address itself, or those of a role. */
type Named = { name: string; mails: readonly string[] };

/**
 * Why an approval of somebody would never count: no gate of the transition asks them. Nothing is said where that cannot be told: the
 * transition has no such gate, or transitions.yaml has a fault there, which blocks the transition anyway.
 */
export function approverFault(
  { configuration }: Snapshot,
  transition: string,
  { email }: Identity,
): string | undefined {
  const { transitions, roles } = parseTransitions(configuration.get(transitionsFile));
  const entry = transitions.find(({ name }) => name === transition)?.transition;
  const gates = (entry?.preconditions ?? []).filter(({ type }) => type === 'Approval');
  const named: Named[] = [];
  for (const gate of gates) {
    const read = options.safeParse(gate.options);
    if (!read.success) return undefined;
    for (const name of read.data.from) {
      const mails = (roles.get(name) ?? [name]).flatMap((each) => mailOf(each) ?? []);
      if (mails.length === 0 && !roles.has(name)) return undefined;
      named.push({ name, mails });
    }
  }
  if (gates.length === 0 || named.some(({ mails }) => mails.includes(email.toLowerCase()))) return undefined;
  return `${email} may not approve ${transition}: its Approval gate in ${transitionsFile} asks ${listed(named)}. Nothing was written.`;
}

/** As the gate reads it: a mail address alone, or with a name. */
function mailOf(text: string): string | undefined {
  const mail = parseIdentity(text)?.email ?? text.trim();
  return /^[^<>\s@]+@[^<>\s@]+$/.test(mail) ? mail.toLowerCase() : undefined;
}

const mostListed = 5;

function listed(named: readonly Named[]): string {
  const words = new Set(
    named.map(({ name, mails }) =>
      mailOf(name) === undefined ? `${name} (${shortened(mails) || 'nobody'})` : name,
    ),
  );
  return shortened([...words]);
}

function shortened(words: readonly string[]): string {
  const more = words.length - mostListed;
  return more > 0 ? `${words.slice(0, mostListed).join(', ')} and ${more} more` : words.join(', ');
}
