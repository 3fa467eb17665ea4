/** What a lock is about: a whole environment, or one resource of it. */
export interface Place {
  readonly environment: string;
  readonly resource?: string;
}

/** The place in words: `s1 in prod`, or `prod`. */
export function placeText({ environment, resource }: Place): string {
  return resource === undefined ? environment : `${resource} in ${environment}`;
}

/** That someone wants to lock or unlock a place. */
export interface LockRequested {
  readonly action: 'lock' | 'unlock';
  readonly place: Place;
}
