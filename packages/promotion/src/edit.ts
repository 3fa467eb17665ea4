import type { Edit, Trailer } from '@tribble/resource-repo/format';
import type { Change } from './change.ts';
import type { Move, Step } from './decide.ts';
import type { RolledBack, Rollback } from './rollback.ts';
import type { Unlock } from './unlock-after.ts';
import type { GateVerdict } from './verdict.ts';

/** What a step is committed with. */
export type EditContext = {
  /** The text of a blob of the history; undefined where there is none. */
  textOf: (id: string) => string | undefined;
};

/** The blobs whose text `editOf` needs. */
export function blobsOf(step: Step): string[] {
  if (step.kind !== 'rollback') return [];
  return step.changes.flatMap(({ restored }) => (restored === undefined ? [] : [restored.id]));
}

/** The commit that performs a step: the files, and a message that tells people and programs what was done and why it could. */
export function editOf(step: Step, context: EditContext): Edit {
  if (step.kind === 'move') return moveEdit(step);
  return step.kind === 'rollback' ? rollbackEdit(step, context) : unlockEdit(step);
}

function trailersOf(action: string, { name, transition }: Step, resources: readonly string[]): Trailer[] {
  return [
    ['Tribble-Action', action],
    ['Tribble-Transition', name],
    ...transition.sources.map((source): Trailer => ['Tribble-Source', source]),
    ['Tribble-Target', transition.target],
    ...resources.map((resource): Trailer => ['Tribble-Resource', resource]),
  ];
}

function moveEdit(step: Move): Edit {
  const { candidate, transition, verdicts } = step;
  const { changes } = candidate;
  const [only] = changes;
  const what = changes.length === 1 && only ? describe(only) : `${changes.length} resources`;
  const names = changes.map(({ resource }) => resource);
  const trailers = [...trailersOf('transition', step, names), ...gateTrailers(verdicts, new Set(names))];
  const body = changes
    .map(
      ({ resource, from, to }) =>
        `- ${resource}: ${singleLine(from ?? 'none')} -> ${singleLine(to ?? 'none')}`,
    )
    .join('\n');
  const subject = `Move ${what} from ${transition.sources.join(', ')} to ${transition.target}`;
  return {
    files: new Map([...candidate.files.values()].flatMap((files) => [...files])),
    message: { subject, body, trailers },
  };
}

/** More lines than this for one gate tell nobody anything. */
const linesPerGate = 20;

/** What each gate said of what moves. */
function gateTrailers(verdicts: readonly GateVerdict[], moved: ReadonlySet<string>): Trailer[] {
  const lines = new Map<string, string[]>();
  for (const { gate, kind, resource, reason, judged } of verdicts) {
    if (kind !== 'pass' || (resource !== undefined && !moved.has(resource))) continue;
    lines.set(gate, [...(lines.get(gate) ?? []), `${gate} pass: ${reason} (judged ${judged})`]);
  }
  return [...lines].flatMap(([gate, all]) => {
    const more = all.length > linesPerGate ? [`${gate} pass: ${all.length - linesPerGate} more`] : [];
    return [...all.slice(0, linesPerGate), ...more].map((line): Trailer => [
      'Tribble-Gate',
      singleLine(line),
    ]);
  });
}

function describe({ resource, to }: Change): string {
  return to === undefined ? `the removal of ${resource}` : `${resource} ${to}`;
}

/** A version is any text; here it must not look like more than one. */
function singleLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function rollbackEdit(step: Rollback, { textOf }: EditContext): Edit {
  const { changes, run, reason, transition, locks } = step;
  const files = new Map<string, string | null>();
  const told: string[] = [];
  for (const change of changes) {
    const { path, restored } = change;
    const text = restored && textOf(restored.id);
    if (restored && text !== undefined) {
      if (restored.path !== path) files.set(path, null);
      files.set(restored.path, text);
    }
    told.push(describeRollback(change, text));
  }
  files.set(locks.path, locks.text);
  const names = changes.map(({ resource }) => resource);
  const what = names.length === 1 ? (names[0] ?? '') : `${names.length} resources`;
  const body = [
    singleLine(reason),
    told.join('\n'),
    `It was moved by ${run.revision}. What is rolled back is locked until a person unlocks it.`,
  ];
  const subject = `Roll ${what} back in ${transition.target}`;
  return {
    files,
    message: { subject, body: body.join('\n\n'), trailers: trailersOf('rollback', step, names) },
  };
}

function describeRollback({ resource, failed, restored }: RolledBack, text: string | undefined): string {
  if (restored === undefined)
    return `- ${resource}: stays, there was no version before ${failed.slice(0, 12)}`;
  if (text === undefined)
    return `- ${resource}: stays, its version before (blob ${restored.id}) cannot be read from git`;
  return `- ${resource}: ${failed.slice(0, 12)} -> ${restored.id.slice(0, 12)}`;
}

function unlockEdit(step: Unlock): Edit {
  const { environment, resources, transition, locks } = step;
  const what = resources.length === 1 ? (resources[0] ?? '') : `${resources.length} resources`;
  const body = `What was locked there has reached ${transition.target}.`;
  const trailers = trailersOf('unlock', step, resources);
  return {
    files: new Map([[locks.path, locks.text]]),
    message: { subject: `Unlock ${what} in ${environment}`, body, trailers },
  };
}
