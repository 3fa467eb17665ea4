import { describe, expect, it } from '@jest/globals';
import type { NewApproval, State } from '@tribble/api';
import { waitUntil } from '../wait-until.ts';
import { inWorld, type World } from '../world.ts';
import { isIn } from './cells.ts';
import { mockPipeline, ways } from './pipeline-files.ts';
import {
  ann,
  bob,
  explain,
  isPending,
  movesInto,
  trailersOf,
  transitionDetail,
  untilSettled,
} from './promotions.ts';

const eve = { 'Tribble-Author': 'Eve <eve@example.org>' };

const approvedBy = (options: object) => ({
  prod: { ...ways.prod, preconditions: ['SourceClean', { Approval: options }] },
  pp: ways.pp,
  dev: ways.dev,
});

async function approve(world: World, header: typeof ann, body: NewApproval) {
  const { data, error, response } = await world.client().POST('/api/transitions/{transition}/approvals', {
    params: { path: { transition: 'prod' }, header },
    body,
  });
  return { status: response.status, commit: data?.commit ?? '', detail: error?.detail };
}

/** What the gate says of the change that is pending. */
const reasonIn = ({ transitions }: State) =>
  transitions['prod']?.gates.find(({ gate }) => gate === 'Approval')?.reason ?? '';

/** Waits until a version is pending for prod, and only a person can let it go. Gives the id of the change. */
async function untilWanted(world: World, version: string): Promise<string> {
  await world.untilState(`${version} waits for an approval`, (state) => {
    return isIn('pp', version)(state) && isPending(version)(state) && reasonIn(state).includes('needs');
  });
  const { change, pending } = await transitionDetail(world, 'prod');
  expect(pending).toMatchObject([{ resource: 's1', to: version }]);
  return change ?? '';
}

describe('an approval', () => {
  const repository = mockPipeline(approvedBy({ from: ['release-managers'] }), {
    roles: { 'release-managers': ['ann@example.org', 'bob@example.org'] },
  });

  it('of somebody who may lets exactly the change go that was seen, and stands in git', async () => {
    await inWorld('approval', repository, async (world) => {
      await world.startAll();
      const first = await untilWanted(world, '1');
      const { links, summary } = await explain(world, 's1', 'prod');
      expect(summary).toMatch(/^s1 1 waits for prod: Approval.*needs 1 approval from release-managers/);
      expect(links[0]).toMatchObject({
        state: 'blocking',
        code: 'Gate',
        nextAction: `approve it: POST /api/transitions/prod/approvals {"changes": ["${first}"]}`,
      });

      // Somebody who may not is told who may, and moves nothing.
      expect(await approve(world, eve, { changes: [first] })).toMatchObject({
        status: 403,
        detail: expect.stringContaining('release-managers (ann@example.org, bob@example.org)') as unknown,
      });
      await untilSettled(world);
      expect(await movesInto(world, 'prod')).toEqual([]);

      const given = await approve(world, ann, { changes: [first], comment: 'Looks good.' });
      expect(given.status).toBe(201);
      await world.untilState('1 is in prod', isIn('prod', '1'));
      const show = ['log', '-1', '--format=%an <%ae>', given.commit, '--', 'approvals.yaml'];
      expect(await world.fixture.git(...show)).toBe('Ann <ann@example.org>');
      const approvals = await world.fixture.git('show', `${given.commit}:approvals.yaml`);
      expect(approvals).toContain(first);
      expect(approvals).toContain('Ann <ann@example.org>');
      const [move = ''] = await movesInto(world, 'prod');
      expect(await trailersOf(world, move)).toContainEqual(
        expect.stringMatching(
          `^Tribble-Gate: Approval pass: approved by ann@example\\.org \\(judged change ${first}`,
        ),
      );

      // A newer version is another change.
      await world.register('s1', '2');
      const second = await untilWanted(world, '2');
      expect(second).not.toBe(first);
      const outdated = await approve(world, ann, { changes: [first] });
      expect(outdated).toMatchObject({ status: 409 });
      expect(outdated.detail).toContain(`something newer is pending: s1 2 (change ${second})`);
      await untilSettled(world);
      expect(await movesInto(world, 'prod')).toEqual([move]);
      expect(await approve(world, bob, { changes: [second] })).toMatchObject({ status: 201 });
      await world.untilState('2 is in prod', isIn('prod', '2'));
    });
  });

  it('of who brought the version does not count where others have to', async () => {
    const from = ['ann@example.org', 'bob@example.org'];
    const separate = mockPipeline(approvedBy({ from, separation: true }));
    await inWorld('approval-separation', separate, async (world) => {
      await world.startAll();
      const { response } = await world.client().POST('/api/resources/{resource}/versions', {
        params: { path: { resource: 's1' }, header: ann },
        body: { version: '2', environment: 'latest' },
      });
      expect(response.status).toBe(201);
      const change = await untilWanted(world, '2');
      expect(await approve(world, ann, { changes: [change] })).toMatchObject({ status: 201 });
      const reason = await waitUntil('that is told', async () => {
        const found = reasonIn(await world.state());
        return found.includes('brought it and cannot approve it') && found;
      });
      expect(reason).toContain('ann@example.org brought it');
      await untilSettled(world);
      expect(await movesInto(world, 'prod')).toEqual([]);

      expect(await approve(world, bob, { changes: [change] })).toMatchObject({ status: 201 });
      await world.untilState('2 is in prod', isIn('prod', '2'));
    });
  });
});
