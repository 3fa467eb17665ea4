import type { ExplanationLink } from '@tribble/api';

type Place = { resource: string; environment: string };
type Told = {
  version: string | undefined;
  isThere: boolean;
  arrived: boolean;
  isDeployed: boolean;
  links: readonly ExplanationLink[];
};

/** An explanation in one sentence: `s1 100 waits for prod: prod is locked (release day, by Ann)`. */
export function summaryOf(
  { resource, environment }: Place,
  { version, isThere, arrived, isDeployed, links }: Told,
): string {
  const what = version === undefined ? resource : `${resource} ${version}`;
  if (arrived)
    return `${what} is in ${environment}${isDeployed ? ' and healthy' : ', where nothing is deployed'}`;
  const blocking = links.find(({ state }) => state === 'blocking');
  const reason = blocking?.reason ?? 'it is not known why';
  if (isThere) return `${what} is in ${environment}, but not healthy yet: ${reason}`;
  const target = blocking?.target ?? environment;
  const way = target === environment ? environment : `${target} on its way to ${environment}`;
  if (blocking?.code === 'Moving') return `${what} moves to ${way} now`;
  return `${what} waits for ${way}: ${reason}`;
}
