/** What the scenarios of promotion ask for, and how they wait. */
import {
  createTransitionerClient,
  type Explanation,
  type State,
  type TransitionDetail,
  type TransitionerStatus,
} from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import type { World } from '../world.ts';

export const ann = { 'Tribble-Author': 'Ann <ann@example.org>' };
export const bob = { 'Tribble-Author': 'Bob <bob@example.org>' };

/** The commits that changed the versions of an environment, newest first. */
export async function movesInto(world: World, environment: string): Promise<string[]> {
  const log = await world.fixture.git('log', '--format=%H', 'main', '--', `${environment}/version`);
  return log === '' ? [] : log.split('\n');
}

/** When a commit was made, in milliseconds; git knows whole seconds only. */
export async function timeOf(world: World, commit: string): Promise<number> {
  return Number(await world.fixture.git('log', '-1', '--format=%ct', commit)) * 1_000;
}

/** The trailers of a commit, each in a line. */
export async function trailersOf(world: World, commit: string): Promise<string[]> {
  return (await world.fixture.git('log', '-1', '--format=%(trailers:only,unfold)', commit)).split('\n');
}

export async function explain(world: World, resource: string, environment: string): Promise<Explanation> {
  const { data, error } = await world.client().GET('/api/explain', {
    params: { query: { resource, environment } },
  });
  if (!data) throw new Error(`GET /api/explain: ${error.title}: ${error.detail ?? ''}`);
  return data;
}

/** What the aggregator tells of a transition; the transitioner is behind it. */
export async function transitionDetail(world: World, transition: string): Promise<TransitionDetail> {
  const { data, error } = await world.client().GET('/api/transitions/{transition}', {
    params: { path: { transition } },
  });
  if (!data) throw new Error(`GET /api/transitions/${transition}: ${error.title}: ${error.detail ?? ''}`);
  return data;
}

/** The transitioner's own status. */
export async function transitionerStatus(world: World, name = 'transitioner'): Promise<TransitionerStatus> {
  const { data, error } = await createTransitionerClient(world.address(name)).GET('/api/status');
  if (!data) throw new Error(`GET /api/status: ${error.title}`);
  return data;
}

/** Waits until the transitioner says what is wished, and gives that. */
export async function untilStatus(
  world: World,
  what: string,
  isSo: (status: TransitionerStatus) => boolean,
): Promise<TransitionerStatus> {
  let seen: TransitionerStatus | undefined;
  const check = async () => {
    seen = await transitionerStatus(world);
    return isSo(seen) && seen;
  };
  return waitUntil(what, check).catch((error: Error) => {
    throw new Error(`${error.message}\nLast status: ${JSON.stringify(seen, null, 1)}`, { cause: error });
  });
}

/** Waits until the transitioner has decided on everything that was pushed by now, again and again, and left it as it is. */
export async function untilSettled(world: World, turns = 3): Promise<void> {
  const head = await world.fixture.resolve('main');
  await untilStatus(world, 'the head is decided on', ({ revision }) => revision === head);
  const begun = await turnsOf(world);
  await waitUntil(`${turns} turns pass`, async () => (await turnsOf(world)) > begun + turns);
  const now = await world.fixture.resolve('main');
  if (now === head) return;
  const subject = await world.fixture.git('log', '-1', '--format=%s', now);
  throw new Error(`the branch went on to "${subject}"`);
}

async function turnsOf(world: World): Promise<number> {
  const text = await (await fetch(`${world.address('transitioner')}/metrics`)).text();
  const counts = [...text.matchAll(/^tribble_loop_turns_total\{.*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Whether a transition, by default that to prod, has one pending change of `s1` to a version. */
export const isPending =
  (version: string, transition = 'prod') =>
  ({ transitions }: Pick<State, 'transitions'>): boolean =>
    transitions[transition]?.pending.some(({ resource, to }) => resource === 's1' && to === version) ?? false;
