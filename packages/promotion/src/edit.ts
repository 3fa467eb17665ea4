import {
  addLock,
  type Edit,
  fileAt,
  formatProblem,
  locksPath,
  type LocksEdit,
  removeLock,
  type Snapshot,
  type Trailer,
} from '@tribble/resource-repo/format';
import type { Change } from './change.ts';
import type { Move, Step } from './decide.ts';
import type { RolledBack, Rollback } from './rollback.ts';
import type { Unlock } from './unlock-after.ts';
import type { GateVerdict } from './verdict.ts';

/** Who is named as the one that locked what was rolled back. */
const transitioner = 'Tribble transitioner';

/** What a step is committed with. */
export type EditContext = {
  snapshot: Snapshot;
  now: Date;
  /** The text of a blob of the history; undefined where there is none. */
  textOf: (id: string) => string | undefined;
};

/** The blobs whose text `editOf` needs. */
export function blobsOf(step: Step): string[] {
  if (step.kind !== 'rollback') return [];
  return step.changes.flatMap(({ restored }) => (restored === undefined ? [] : [restored]));
}

/** The commit that performs a step: the files, and a message that tells people and programs what was done and why it could. */
export function editOf(step: Step, context: EditContext): Edit {
  if (step.kind === 'move') return moveEdit(step);
  return step.kind === 'rollback' ? rollbackEdit(step, context) : unlockEdit(step, context);
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

function rollbackEdit(step: Rollback, { snapshot, now, textOf }: EditContext): Edit {
  const { changes, run, reason, transition } = step;
  const { target } = transition;
  const restored = changes.flatMap(({ path, restored: id }) =>
    id === undefined ? [] : [[path, id] as const],
  );
  const files = new Map<string, string>(
    restored.map(([path, id]) => {
      const text = textOf(id);
      if (text === undefined)
        throw new Error(`${path}: its previous version (blob ${id}) cannot be read from git.`);
      return [path, text];
    }),
  );
  const names = changes.map(({ resource }) => resource);
  const why = `rolled back by ${step.name}: ${reason}`;
  files.set(
    locksPath(target),
    lockText(snapshot, target, names, { reason: why, by: transitioner, at: now.toISOString() }),
  );
  const what = names.length === 1 ? (names[0] ?? '') : `${names.length} resources`;
  const body = [
    `${singleLine(reason)}`,
    changes.map(describeRollback).join('\n'),
    `It was moved by ${run.revision}. What is rolled back is locked until a person unlocks it.`,
  ];
  const trailers = trailersOf('rollback', step, names);
  return { files, message: { subject: `Roll ${what} back in ${target}`, body: body.join('\n\n'), trailers } };
}

function describeRollback({ resource, failed, restored }: RolledBack): string {
  if (restored === undefined)
    return `- ${resource}: stays, there was no version before ${failed.slice(0, 12)}`;
  return `- ${resource}: ${failed.slice(0, 12)} -> ${restored.slice(0, 12)}`;
}

type Lock = { reason: string; by: string; at: string };

function lockText(snapshot: Snapshot, target: string, resources: readonly string[], lock: Lock): string {
  const path = locksPath(target);
  return editLocks(snapshot, path, resources, (file, resource) => addLock(file, lock, resource));
}

function unlockEdit(step: Unlock, { snapshot }: EditContext): Edit {
  const { environment, resources, transition } = step;
  const path = locksPath(environment);
  const text = editLocks(snapshot, path, resources, (file, resource) =>
    removeLock(file, undefined, resource),
  );
  const what = resources.length === 1 ? (resources[0] ?? '') : `${resources.length} resources`;
  const body = `What was locked there has reached ${transition.target}.`;
  const trailers = trailersOf('unlock', step, resources);
  return {
    files: new Map([[path, text]]),
    message: { subject: `Unlock ${what} in ${environment}`, body, trailers },
  };
}

/** Edits a lock file for one resource after the other. */
function editLocks(
  snapshot: Snapshot,
  path: string,
  resources: readonly string[],
  edit: (file: ReturnType<typeof fileAt>, resource: string) => LocksEdit,
): string {
  let file = fileAt(snapshot, path);
  let text = file && 'text' in file.content ? file.content.text : '';
  for (const resource of resources) {
    const edited = edit(file, resource);
    if ('problems' in edited) throw new Error(edited.problems.map(formatProblem).join('; '));
    text = edited.text ?? text;
    // Only its text is read; nobody asks for its id.
    file = { path, id: '', content: { text } };
  }
  return text;
}
