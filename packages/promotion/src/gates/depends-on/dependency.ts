import { fileAt, type RepositoryFile, resourcePaths } from '@tribble/resource-repo/format';
import { versionText } from '../../candidate.ts';
import type { Change } from '../../change.ts';
import { indexOf } from '../../environment-index.ts';
import type { Facts } from '../../facts.ts';
import { remember } from '../../remember.ts';
import type { Verdict } from '../../verdict.ts';
import { cleanNow } from '../clean-now.ts';
import type { GateInput } from '../gate.ts';
import { isAtLeast } from './compare.ts';

/** A resource that something depends on. */
type Dependency = { name: string; wanted: string; clean: boolean };

/** How it is with one dependency. */
export type DependencyAnswer = Pick<Verdict, 'kind' | 'reason'> & { revision?: string };

/** Judges one dependency: by what the change makes of it, where it is part of the change; else by what the target has. */
export function judgeDependency(
  { facts, transition, all }: GateInput,
  dependency: Dependency,
): DependencyAnswer {
  const own = all.find(({ resource }) => resource === dependency.name);
  return own
    ? judgeOwn(own, transition.target, dependency)
    : judgeTarget(facts, transition.target, dependency);
}

/** It moves itself: what would be there counts, and cannot be Clean yet. */
function judgeOwn({ to, versionId }: Change, target: string, { name, wanted }: Dependency): DependencyAnswer {
  if (versionId === undefined)
    return { kind: 'fail', reason: `this very change removes ${name} from ${target}` };
  if (to === undefined)
    return { kind: 'unknown', reason: `the version of ${name} that comes cannot be read` };
  const short = { kind: 'wait', reason: `${name} would be ${to} in ${target} and needs ${wanted}` } as const;
  return (
    compared(to, wanted, name, short) ?? { kind: 'pass', reason: `${name} ${to} comes with this very change` }
  );
}

/** Asked again for each resource that is judged on its own, so each content is read once. */
const versionIn = remember((file: RepositoryFile) => versionText(file));

function judgeTarget(facts: Facts, target: string, dependency: Dependency): DependencyAnswer {
  const { name, wanted } = dependency;
  const files = indexOf(facts.snapshot, target).versions.get(name) ?? [];
  const [file, second] = files;
  if (second) {
    const reason = `${target} has two versions of ${name}: keep one of ${files.map(({ path }) => path).join(', ')}`;
    return { kind: 'unknown', reason };
  }
  if (file === undefined) return judgeWithout(facts, target, dependency);
  const version = versionIn(file);
  if (version === undefined) return { kind: 'unknown', reason: `${file.path} cannot be read` };
  const short = { kind: 'wait', reason: `${name} is ${version} in ${target} and needs ${wanted}` } as const;
  return (
    compared(version, wanted, name, short) ??
    judgeClean(facts, target, dependency, { what: `${name} ${version}`, versionId: file.id })
  );
}

/** Why the version is not enough; undefined where it is. */
function compared(
  version: string,
  wanted: string,
  name: string,
  short: DependencyAnswer,
): DependencyAnswer | undefined {
  const isEnough = wanted === '*' || isAtLeast(version, wanted);
  if (isEnough === undefined) {
    const reason = `${name}: ${version} and ${wanted} cannot be compared; only versions such as 1.4.0 and plain numbers can`;
    return { kind: 'unknown', reason };
  }
  return isEnough ? undefined : short;
}

/** Whole manifests are there without a version. */
function judgeWithout(facts: Facts, target: string, dependency: Dependency): DependencyAnswer {
  const { name, wanted } = dependency;
  const isWhole = resourcePaths(target, 'deployable', name).some((path) => fileAt(facts.snapshot, path));
  const needs = wanted === '*' ? 'must be' : `needs ${wanted}`;
  if (!isWhole) return { kind: 'wait', reason: `${name} is not in ${target} and ${needs}` };
  if (wanted === '*') return judgeClean(facts, target, dependency, { what: name, versionId: undefined });
  const reason = `${name} is a whole manifest in ${target}, which has no version: only "*" can be asked of it`;
  return { kind: 'unknown', reason };
}

function judgeClean(
  facts: Facts,
  target: string,
  { name, clean }: Dependency,
  { what, versionId }: { what: string; versionId: string | undefined },
): DependencyAnswer {
  if (!clean) return { kind: 'pass', reason: `${what} is in ${target}` };
  const now = cleanNow(facts, target, { resource: name, versionId });
  if (now.state === 'clean') {
    const { revision } = now;
    const reason = `${what} is Clean in ${target}`;
    return { kind: 'pass', reason, ...(revision !== undefined && { revision }) };
  }
  const kind = now.state === 'unseen' ? 'unknown' : 'wait';
  return { kind, reason: `${what} is not Clean in ${target}: ${now.why}` };
}
