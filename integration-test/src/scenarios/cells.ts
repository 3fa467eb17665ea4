import type { State } from '@tribble/api';

/** Whether a version of `s1`, or of another resource, is in an environment, runs there, and is Clean. */
export const isIn =
  (environment: string, version: string, resource = 's1') =>
  (state: State): boolean => {
    const cell = state.resources[resource]?.cells[environment];
    return cell?.version === version && cell.liveVersion === version && cell.status === 'Clean';
  };

/** The same for all three environments. */
export const everywhere =
  (version: string, resource = 's1') =>
  (state: State): boolean =>
    ['dev', 'pp', 'prod'].every((environment) => isIn(environment, version, resource)(state));

/** Whether a version is what git says of an environment, whatever runs there. */
export const isWrittenIn =
  (environment: string, version: string, resource = 's1') =>
  (state: State): boolean =>
    state.resources[resource]?.cells[environment]?.version === version;
