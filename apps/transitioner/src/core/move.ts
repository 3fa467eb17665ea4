import type { VersionChange } from '@tribble/api';
import type { Edit, Trailer } from '@tribble/resource-repo/format';
import type { Move } from './decide.ts';

/** The commit that performs a move: the files, and a message that tells people and programs what moved and why it could. */
export function editOf({ name, transition, candidate }: Move): Edit {
  const { source, target, preconditions } = transition;
  const { changes } = candidate;
  const [only] = changes;
  const what = changes.length === 1 && only ? describe(only) : `${changes.length} resources`;
  const trailers: Trailer[] = [
    ['Tribble-Action', 'transition'],
    ['Tribble-Transition', name],
    ['Tribble-Source', source],
    ['Tribble-Target', target],
    ...changes.map(({ resource }): Trailer => ['Tribble-Resource', resource]),
    ...preconditions.map(({ type }): Trailer => ['Tribble-Gate', `${type} pass`]),
  ];
  const body = changes
    .map(
      ({ resource, from, to }) =>
        `- ${resource}: ${singleLine(from ?? 'none')} -> ${singleLine(to ?? 'none')}`,
    )
    .join('\n');
  return {
    files: candidate.files,
    message: { subject: `Move ${what} from ${source} to ${target}`, body, trailers },
  };
}

function describe({ resource, to }: VersionChange): string {
  return to === undefined ? `the removal of ${resource}` : `${resource} ${to}`;
}

/** A version is any text; here it must not look like more than one. */
function singleLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
