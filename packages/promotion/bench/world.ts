/** A repository as large as the targets say: 5,000 resources in 6 environments, 8 transitions with every kind of wait. */
import {
  blobId,
  type CommitFacts,
  History,
  type Outcome,
  type Snapshot,
  withFiles,
} from '@tribble/resource-repo/format';
import type { Facts } from '../src/facts.ts';
import { factsOf, outcomesOf, reportOf, snapshotOf } from '../src/testing.ts';

const environments = ['latest', 'dev', 'pp', 'eu', 'us', 'prod'];

const transitions = `
transitions:
  prod-apps: {source: [eu, us], sources: all, target: prod, resources: {include: ["apps/**"]}, schedule: "0 9,15 * * *",
    preconditions: [SourceClean, {Soak: {for: 2h}}]}
  prod-db: {source: [eu, us], sources: all, target: prod, resources: {include: ["db/**"]}, schedule: "0 7 * * *",
    preconditions: [SourceClean]}
  eu: {source: pp, target: eu, perResource: true, preconditions: [SourceClean, {Soak: {for: 30m}}, {Window: {allow: ["06:00-20:00"]}}]}
  us: {source: pp, target: us, perResource: true, preconditions: [SourceClean, {Soak: {for: 30m}}, {Window: {allow: ["14:00-23:00"]}}]}
  pp-apps: {source: dev, target: pp, perResource: true, resources: {include: ["apps/**"]}, preconditions: [SourceClean]}
  pp-db: {source: dev, target: pp, resources: {include: ["db/**"]}, preconditions: [SourceClean, {Soak: {for: 10m}}]}
  dev-apps: {source: latest, target: dev, resources: {include: ["apps/**"]}}
  dev-db: {source: latest, target: dev, resources: {include: ["db/**"]}, schedule: "*/30 * * * *"}
`;

/** How much there is to move: every nth resource has a newer version in `latest`. */
export type Size = { resources: number; everyNth: number };

export const nameOf = (index: number): string => `${index % 5 === 0 ? 'db' : 'apps'}/s${index}`;

/** Fresh objects every time, so that nothing is remembered of them. */
export function snapshotFor({ resources, everyNth }: Size): Snapshot {
  const files: Record<string, string> = { 'transitions.yaml': transitions };
  for (const environment of environments) {
    for (let index = 0; index < resources; index += 1) {
      const version = environment === 'latest' && index % everyNth === 0 ? 2 : 1;
      files[`${environment}/base/${nameOf(index)}.yaml`] = 'base';
      files[`${environment}/version/${nameOf(index)}.yaml`] = versionOf(index, version);
    }
  }
  return snapshotOf(files);
}

const versionOf = (index: number, version: number): string =>
  `version: "1.${index}.${version}"\nimage: registry/s${index}\n`;

/** Everything is Clean and recorded, at half past eight. */
export function factsFor(snapshot: Snapshot): Facts {
  const reports = new Map(environments.map((name) => [name, reportOf(snapshot, name)]));
  const outcomes = new Map(environments.map((name) => [name, outcomesOf(name, [recorded(snapshot, name)])]));
  return factsOf(snapshot, {
    past: pastOf(snapshot),
    statusOf: (name) => reports.get(name),
    outcomesOf: (name) => outcomes.get(name),
    now: new Date('2026-11-23T08:30:00Z'),
  });
}

function recorded(snapshot: Snapshot, name: string): Pick<Outcome, 'at'> & Partial<Outcome> {
  const resources = Object.entries(reportOf(snapshot, name).resources).map(
    ([resource, { version = '', versionId = '' }]) =>
      [resource, { status: 'Clean', version, versionId }] as const,
  );
  const tree = snapshot.environments.get(name)?.tree ?? '';
  return { at: '2026-11-20T08:00:00.000Z', seconds: 90, tree, resources: new Map(resources) };
}

function pastOf(snapshot: Snapshot): History {
  const past = new History();
  const files = [...snapshot.environments.values()].flatMap((environment) => [...environment.files.values()]);
  const commit: CommitFacts = {
    revision: snapshot.revision,
    parents: [],
    author: 'CI',
    committedAt: '2026-11-23T08:00:00.000Z',
    changes: [...files, ...snapshot.configuration.values()].map(({ path, id }) => ({ path, id })),
  };
  past.add(commit);
  return past;
}

/** One more version is registered: a commit on top of what is there. */
export function withOneChange(facts: Facts, index: number): Facts {
  const path = `latest/version/${nameOf(index)}.yaml`;
  const text = versionOf(index, 3);
  const snapshot = withFiles(facts.snapshot, new Map([[path, text]]));
  const past = new History(facts.past as History);
  past.add({
    revision: snapshot.revision,
    parents: [],
    author: 'CI',
    committedAt: '2026-11-23T08:29:00.000Z',
    changes: [{ path, id: blobId(text) }],
  });
  return { ...facts, snapshot, past };
}
