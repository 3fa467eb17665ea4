import type { EnvironmentStatus, Forecast } from '@tribble/api';
import type { Snapshot } from '@tribble/resource-repo/format';
import type { Facts } from '../facts.ts';
import { allGates, gatesOf } from '../gates/index.ts';
import { factsOf, reportOf, snapshotOf } from '../testing.ts';

export type Files = Readonly<Record<string, string>>;

export const gates = gatesOf(allGates);

/** An environment with a base for each resource, and its versions. */
export function environment(
  name: string,
  versions: Readonly<Record<string, string | number>>,
  bases: readonly string[] = Object.keys(versions),
): Files {
  return {
    ...Object.fromEntries(bases.map((resource) => [`${name}/base/${resource}.yaml`, 'base'])),
    ...Object.fromEntries(
      Object.entries(versions).map(([resource, version]) => [
        `${name}/version/${resource}.yaml`,
        `version: ${version}`,
      ]),
    ),
  };
}

/** s1 100 in latest, 99 in dev, 98 in pp and 97 in prod. */
export const staircase: Files = {
  ...environment('latest', { s1: 100 }),
  ...environment('dev', { s1: 99 }),
  ...environment('pp', { s1: 98 }),
  ...environment('prod', { s1: 97 }),
};

/** Facts at noon in which every environment is Clean, unless given; `transitions` is the YAML below that key. */
export function worldOf(
  transitions: string,
  files: Files,
  facts: Partial<Facts> | ((snapshot: Snapshot) => Partial<Facts>) = {},
): Facts {
  const snapshot = snapshotOf({ ...files, 'transitions.yaml': `transitions:\n${transitions}` });
  const given = typeof facts === 'function' ? facts(snapshot) : facts;
  return factsOf(snapshot, { statusOf: (name) => reportOf(snapshot, name), ...given });
}

/** Reports by environment, and Clean for the others. */
export function reports(snapshot: Snapshot, given: Readonly<Record<string, EnvironmentStatus | undefined>>) {
  return (name: string) => (Object.hasOwn(given, name) ? given[name] : reportOf(snapshot, name));
}

/** What moves when, as `12:01 prod s1 98`. */
export function movesOf({ moves }: Pick<Forecast, 'moves'>): string[] {
  return moves.map(({ at, target, changes }) => {
    const what = changes.map(({ resource, to }) => `${resource} ${to ?? 'gone'}`);
    return [at.slice(11, 16), target, ...what].join(' ');
  });
}
