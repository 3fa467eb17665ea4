import { describe, expect, it } from '@jest/globals';
import type { Explanation } from '@tribble/api';
import { History } from '@tribble/resource-repo/format';
import type { Facts } from '../facts.ts';
import { environment, type Files, gates, reports, staircase, worldOf } from '../forecast/testing.ts';
import { fileOf, reportOf } from '../testing.ts';
import { explain, type ExplainQuestion } from './index.ts';

const clean = 'preconditions: [SourceClean]';
const chain = [
  `  prod: {source: pp, target: prod, ${clean}}`,
  `  pp: {source: dev, target: pp, ${clean}}`,
  `  dev: {source: latest, target: dev}`,
  '',
].join('\n');
/** 98 stands in pp, and nothing newer is anywhere. */
const level: Files = {
  ...environment('latest', { s1: 98 }),
  ...environment('dev', { s1: 98 }),
  ...environment('pp', { s1: 98 }),
  ...environment('prod', { s1: 97 }),
};
const there: Files = { ...level, ...environment('prod', { s1: 98 }) };
const question: ExplainQuestion = { resource: 's1', environment: 'prod' };

function explained(facts: Facts, asked: ExplainQuestion = question): Explanation {
  const answer = explain(facts, gates, asked);
  if ('fault' in answer) throw new Error(answer.fault);
  return answer;
}

type Case = {
  name: string;
  transitions?: string;
  files?: Files;
  facts?: Parameters<typeof worldOf>[2];
  asked?: Partial<ExplainQuestion>;
  link: object;
  summary: unknown;
};

const hop = { transition: 'prod', source: 'pp', target: 'prod', state: 'blocking' };

describe('what stops a version', () => {
  it.each<Case>([
    {
      name: 'the environment is locked, until a time',
      files: {
        ...level,
        'prod/locks.yaml':
          'env_lock: {reasons: [{reason: release day, by: Ann, until: "2026-11-21T14:00:00Z"}]}',
      },
      link: {
        ...hop,
        code: 'EnvironmentLocked',
        reason: 'prod is locked (release day, by Ann, until 2026-11-21T14:00:00Z)',
        nextAction: 'unlock it: DELETE /api/environments/prod/locks, or wait until 2026-11-21T14:00:00.000Z',
        earliest: '2026-11-21T14:00:00.000Z',
        locks: [{ reason: 'release day', by: 'Ann', until: '2026-11-21T14:00:00Z' }],
      },
      summary: 's1 98 waits for prod: prod is locked (release day, by Ann, until 2026-11-21T14:00:00Z)',
    },
    {
      name: 'nobody can read its locks',
      files: { ...level, 'prod/locks.yaml': 'env_lock: [' },
      link: { code: 'EnvironmentLocked', nextAction: 'mend prod/locks.yaml' },
      summary: 's1 98 waits for prod: prod is locked (the lock file cannot be read)',
    },
    {
      name: 'the resource is locked',
      files: { ...level, 'prod/locks.yaml': 'resource_locks: {s1: {reasons: [mine]}}' },
      link: {
        ...hop,
        code: 'ResourceLocked',
        nextAction: 'unlock it: DELETE /api/environments/prod/locks?resource=s1',
        locks: [{ reason: 'mine' }],
      },
      summary: 's1 98 waits for prod: s1 is locked in prod (mine)',
    },
    {
      name: 'the transition is paused',
      files: { ...level, 'pauses.yaml': 'transitions: {prod: {reasons: [party]}}' },
      link: { ...hop, code: 'Paused', nextAction: 'resume it: DELETE /api/pauses?transition=prod' },
      summary: 's1 98 waits for prod: prod is paused (party)',
    },
    {
      name: 'everything is paused',
      files: { ...level, 'pauses.yaml': 'all: {reasons: [party]}' },
      link: { ...hop, code: 'Paused', nextAction: 'resume it: DELETE /api/pauses' },
      summary: 's1 98 waits for prod: prod is paused (party)',
    },
    {
      name: 'a gate does not pass',
      facts: (snapshot) => ({ statusOf: reports(snapshot, { pp: reportOf(snapshot, 'pp', 'Failed') }) }),
      link: {
        ...hop,
        code: 'Gate',
        nextAction: 'mend what SourceClean found in pp, or register a version that passes',
        gates: [expect.objectContaining({ gate: 'SourceClean', verdict: 'fail' })],
      },
      summary: 's1 98 waits for prod: SourceClean: pp is Failed: s1 (Failed)',
    },
    {
      name: 'a gate does not pass for this resource',
      transitions: `  prod: {source: pp, target: prod, ${clean}, perResource: true}\n`,
      files: {
        ...level,
        ...environment('pp', { s1: 98, s2: 98 }),
        ...environment('prod', { s1: 97, s2: 97 }),
      },
      facts: (snapshot) => {
        const { resources, ...report } = reportOf(snapshot, 'pp');
        const s1 = { status: 'InProgress', reason: 'NotAllUpdated', objects: [] } as const;
        return {
          statusOf: reports(snapshot, {
            pp: { ...report, resources: { ...resources, s1: { ...s1, objects: [] } } },
          }),
        };
      },
      link: {
        ...hop,
        code: 'Gate',
        nextAction: 'nothing to do: SourceClean is asked again when pp changes',
        gates: [expect.objectContaining({ resource: 's1', verdict: 'hold' })],
      },
      summary: 's1 98 waits for prod: SourceClean: s1 in pp is InProgress (NotAllUpdated)',
    },
    {
      name: 'the schedule',
      transitions: `  prod: {source: pp, target: prod, schedule: "0 9 * * *"}\n`,
      facts: { past: historyOf({ 'pp/version/s1.yaml': '2026-11-21T11:00:00Z' }) },
      link: {
        ...hop,
        code: 'Scheduled',
        reason: 'due by "0 9 * * *"',
        nextAction: 'nothing to do: it is due at 2026-11-22T09:00:00.000Z',
        earliest: '2026-11-22T09:00:00.000Z',
      },
      summary: 's1 98 waits for prod: due by "0 9 * * *"',
    },
    {
      name: 'a transition out of the target waits for it',
      files: { ...level, ...environment('dev', { s1: 99 }), ...environment('latest', { s1: 99 }) },
      facts: (snapshot) => ({ statusOf: reports(snapshot, { pp: reportOf(snapshot, 'pp', 'InProgress') }) }),
      asked: { environment: 'pp' },
      link: { transition: 'pp', source: 'dev', target: 'pp', state: 'blocking', code: 'Held' },
      summary: 's1 99 waits for pp: pp is left as it is until prod has passed',
    },
    {
      name: 'another one that it moves together with',
      transitions: `  prod: {source: pp, target: prod, together: ["s*"]}\n`,
      files: {
        ...level,
        ...environment('pp', { s1: 98, s2: 98 }),
        ...environment('prod', { s1: 97 }),
      },
      link: { ...hop, code: 'Held' },
      summary: 's1 98 waits for prod: moves together with s2: prod/base/s2.yaml is missing',
    },
    {
      name: 'there is no base',
      files: { ...level, ...environment('prod', { s1: 97 }), 'x/base/s1.yaml': '' },
      transitions: `  x: {source: pp, target: y}\n`,
      asked: { environment: 'y' },
      link: {
        transition: 'x',
        code: 'NoBase',
        reason: 'y/base/s1.yaml is missing',
        nextAction: 'add y/base/s1.yaml',
      },
      summary: 's1 98 waits for y: y/base/s1.yaml is missing',
    },
    {
      name: 'the transition leaves it out',
      transitions: `  prod: {source: pp, target: prod, resources: {exclude: [s1]}}\n`,
      files: { ...level, ...environment('prod', {}, ['s1']), 'prod/version/s1.yaml': 'version: 97' },
      asked: { version: '98' },
      link: { state: 'blocking', transition: 'prod', code: 'Excluded', reason: 'prod leaves s1 out' },
      summary: 's1 98 waits for prod: prod leaves s1 out',
    },
    {
      name: 'the version cannot be read',
      files: {
        ...level,
        'pp/version/s1.yaml': 'vresion: 98',
        'dev/version/s1.yaml': 'vresion: 98',
        'latest/version/s1.yaml': 'vresion: 98',
      },
      link: { ...hop, code: 'Invalid', nextAction: 'mend pp/version/s1.yaml' },
      summary: `s1 ${fileOf('', 'vresion: 98').id.slice(0, 12)} waits for prod: pp/version/s1.yaml:1:1: version: missing (write for example \`version: "1.10"\`)`,
    },
    {
      name: 'it is there twice',
      files: { ...level, 'pp/version/s1.yml': 'version: 98' },
      link: { ...hop, code: 'Invalid' },
      summary: 's1 98 waits for prod: keep one of pp/version/s1.yaml, pp/version/s1.yml',
    },
    {
      name: 'the sources do not have the same',
      transitions: `  prod: {source: [pp, us], target: prod, sources: all}\n`,
      files: { ...level, ...environment('us', { s1: 90 }) },
      asked: { version: '98' },
      link: { ...hop, code: 'SourcesDiffer', nextAction: 'bring the same version to each of pp, us' },
      summary: 's1 98 waits for prod: pp, us do not hold the same version',
    },
    {
      name: 'no environment before has any',
      files: { ...environment('pp', {}, ['s1']), ...environment('prod', {}, ['s1']) },
      link: {
        state: 'blocking',
        code: 'SourceMissing',
        nextAction: 'register one: POST /api/resources/s1/versions',
      },
      summary: 's1 waits for prod: no environment before prod has a version of s1',
    },
    {
      name: 'a gate is written wrongly',
      transitions: `  prod: {source: pp, target: prod, preconditions: [SourceCleen]}\n`,
      link: { ...hop, code: 'ConfigurationFault', nextAction: 'mend transitions.yaml' },
      summary: expect.stringMatching(/^s1 98 waits for prod: transitions\.yaml:2:\d+: .*SourceCleen/),
    },
    {
      name: 'the transition is written wrongly',
      transitions: `  prod: {source: pp, taget: prod}\n`,
      files: { ...level, ...environment('prod', {}, ['s1']), 'prod/version/s1.yaml': 'version: 97' },
      asked: { version: '98' },
      link: { state: 'blocking', code: 'ConfigurationFault', nextAction: 'mend transitions.yaml' },
      summary: expect.stringContaining('taget: unknown key'),
    },
    {
      name: 'a newer one has taken its place everywhere',
      asked: { version: '90' },
      link: {
        state: 'blocking',
        code: 'Superseded',
        nextAction: 'ask for 98, or deploy 90 by hand: POST /api/deployments',
      },
      summary: 's1 90 waits for prod: no environment on the way to prod has s1 90 any more: latest has 98',
    },
    {
      name: 'another source has a newer one',
      transitions: `  prod: {source: [pp, us], target: prod, sources: any}\n`,
      files: { ...level, ...environment('us', { s1: 99 }) },
      facts: {
        past: historyOf({
          'pp/version/s1.yaml': '2026-11-21T10:00:00Z',
          'us/version/s1.yaml': '2026-11-21T11:00:00Z',
        }),
      },
      asked: { version: '98' },
      link: { ...hop, code: 'Superseded' },
      summary: 's1 98 waits for prod: prod brings s1 99 from pp, us instead',
    },
    {
      name: 'no transition comes from where it is',
      files: { ...level, ...environment('lab', { s1: 5 }) },
      asked: { version: '5' },
      link: { state: 'blocking', code: 'NoTransition', source: 'lab', target: 'prod' },
      summary: 's1 5 waits for prod: no transition moves s1 from lab towards prod',
    },
    {
      name: 'no transition leads there',
      transitions: `  pp: {source: dev, target: pp}\n`,
      files: { ...level, 'prod/version/s1.yaml': 'version: 97' },
      asked: { version: '98' },
      link: { state: 'blocking', code: 'NoTransition', target: 'prod' },
      summary: 's1 98 waits for prod: no transition moves s1 to prod',
    },
    {
      name: 'nothing: it moves now',
      link: { ...hop, code: 'Moving' },
      summary: 's1 98 moves to prod now',
    },
  ])('$name', ({ transitions = chain, files = level, facts, asked, link, summary }) => {
    const answer = explained(worldOf(transitions, files, facts), { ...question, ...asked });
    expect(answer.links.find(({ state }) => state === 'blocking')).toMatchObject(link);
    expect(answer.summary).toEqual(summary);
    expect(answer.arrived).toBe(false);
    expect(answer.links.filter(({ state }) => state !== 'done').every(({ nextAction }) => nextAction)).toBe(
      true,
    );
  });
});

/** Each file came with a commit of its own, in this order. */
function historyOf(times: Readonly<Record<string, string>>): History {
  const past = new History();
  for (const [path, committedAt] of Object.entries(times))
    past.add({
      revision: 'abcdef0123456789',
      parents: [],
      author: 'Ann',
      committedAt,
      changes: [{ path, id: 'x' }],
    });
  return past;
}

describe('a version that is there', () => {
  const id = fileOf('', 'version: 98').id;
  it.each<Omit<Case, 'transitions'>>([
    {
      name: 'Clean',
      link: { state: 'done', code: 'Arrived', reason: 's1 is Clean in prod' },
      summary: 's1 98 is in prod and healthy',
    },
    {
      name: 'on its way',
      facts: (snapshot) => ({ statusOf: () => reportOf(snapshot, 'prod', 'InProgress') }),
      link: {
        state: 'blocking',
        code: 'RollingOut',
        earliest: '2026-11-21T12:01:00.000Z',
        nextAction: 'nothing to do: the deployer goes on by itself',
      },
      summary: 's1 98 is in prod, but not healthy yet: s1 in prod is InProgress (NotAllUpdated)',
    },
    {
      name: 'not seen by the deployer',
      facts: (snapshot) => ({ statusOf: () => ({ ...reportOf(snapshot, 'prod'), tree: 'old' }) }),
      link: { state: 'blocking', code: 'RollingOut' },
      summary:
        's1 98 is in prod, but not healthy yet: the newest commit of prod is not reported as deployed yet',
    },
    {
      name: 'out of reach',
      facts: (snapshot) => ({
        statusOf: () => ({
          ...reportOf(snapshot, 'prod', 'Outdated'),
          unreachableSince: '2026-11-21T11:00:00Z',
        }),
      }),
      link: { state: 'blocking', code: 'RollingOut' },
      summary: 's1 98 is in prod, but not healthy yet: prod does not answer since 2026-11-21T11:00:00Z',
    },
    {
      name: 'Failed',
      facts: (snapshot) => ({ statusOf: () => reportOf(snapshot, 'prod', 'Failed') }),
      link: { state: 'blocking', code: 'RolloutFailed' },
      summary: 's1 98 is in prod, but not healthy yet: s1 in prod is Failed (Failed)',
    },
    {
      name: 'behind a freeze',
      files: {
        ...there,
        'prod/locks.yaml': `freeze: {revision: ${'a'.repeat(40)}, reason: audit, by: Ann}`,
      },
      facts: (snapshot) => {
        const { s1, ...resources } = reportOf(snapshot, 'prod').resources;
        const old = { ...(s1 ?? { status: 'Clean', reason: 'Clean', objects: [] }), versionId: 'old' };
        return { statusOf: () => ({ ...reportOf(snapshot, 'prod'), resources: { ...resources, s1: old } }) };
      },
      link: { state: 'blocking', code: 'Frozen', nextAction: 'take the freeze out of prod/locks.yaml' },
      summary: 's1 98 is in prod, but not healthy yet: prod is frozen at aaaaaaaaaaaa (audit, by Ann)',
    },
    {
      name: 'without a base',
      files: { ...there, ...environment('x', {}, ['s1']), 'y/version/s1.yaml': 'version: 98' },
      asked: { environment: 'y' },
      facts: (snapshot) => ({ statusOf: (name) => ({ ...reportOf(snapshot, name), resources: {} }) }),
      link: { state: 'blocking', code: 'NoBase', nextAction: 'add y/base/s1.yaml' },
      summary: 's1 98 is in y, but not healthy yet: y/base/s1.yaml is missing',
    },
    {
      name: 'where no deployer reports',
      files: { ...there, 'deployers.yaml': 'deployers: {prod: {paused: maybe}, pp: {type: Mock}}' },
      facts: { statusOf: () => undefined },
      link: {
        state: 'blocking',
        code: 'RollingOut',
        nextAction:
          'see to it that the deployer of prod runs, and that deployer_url of the transitioner leads to it',
      },
      summary: 's1 98 is in prod, but not healthy yet: no deployer reports on prod',
    },
    {
      name: 'where nothing is deployed',
      files: { ...there, 'deployers.yaml': 'deployers: {prod: {type: Mock}, dev: {}}' },
      asked: { environment: 'latest' },
      facts: { statusOf: () => undefined },
      link: {
        state: 'done',
        code: 'Arrived',
        reason: 's1 is in latest; nothing is deployed there, as deployers.yaml does not name it',
      },
      summary: 's1 98 is in latest, where nothing is deployed',
    },
    {
      name: 'where nobody says what is deployed',
      facts: { statusOf: () => undefined },
      link: { state: 'done', code: 'Arrived' },
      summary: 's1 98 is in prod, where nothing is deployed',
    },
    {
      name: 'where nobody can read what is deployed',
      files: { ...there, 'deployers.yaml': 'deployers: [prod]' },
      facts: { statusOf: () => undefined },
      link: {
        state: 'blocking',
        code: 'ConfigurationFault',
        reason: expect.stringMatching(/^no deployer reports on prod: deployers\.yaml:1:1: deployers: /),
        nextAction: 'mend deployers.yaml',
      },
      summary: expect.stringMatching(/^s1 98 is in prod, but not healthy yet: no deployer reports on prod: /),
    },
  ])('$name', ({ files = there, facts, asked, link, summary }) => {
    const answer = explained(worldOf(chain, files, facts), { ...question, ...asked });
    expect(answer.links[0]).toMatchObject(link);
    expect(answer.summary).toEqual(summary);
    expect(answer.arrived).toBe(answer.links[0]?.code === 'Arrived');
  });

  it('is told with the way that it came', () => {
    const past = new History();
    const changes = [{ path: 'prod/version/s1.yaml', id }];
    const committedAt = '2026-11-21T10:00:00Z';
    past.add({ revision: 'abcdef0123456789', parents: [], author: 'Ann', committedAt, changes });
    const { links } = explained(worldOf(chain, there, { past }));
    expect(links.map(({ transition, state }) => [transition, state])).toEqual([
      [undefined, 'done'],
      ['prod', 'done'],
      ['pp', 'done'],
      ['dev', 'done'],
    ]);
    expect(links[1]?.reason).toBe('s1 came to prod at 2026-11-21T10:00:00Z (abcdef012345, Ann)');
  });
});

describe('the whole way', () => {
  it('tells what would stop it later, what stops it now, and what is behind it', () => {
    const files = {
      ...staircase,
      ...environment('dev', { s1: 100 }),
      'prod/locks.yaml': 'env_lock: {reasons: [release day]}',
      'pp/locks.yaml': 'resource_locks: {s1: {reasons: [hotfix]}}',
      'pauses.yaml': 'transitions: {pp: {reasons: [party]}}',
    };
    const answer = explained(worldOf(chain, files));
    expect(answer).toMatchObject({ wanted: '100', current: '97' });
    expect(answer.links.map(({ transition, state, code }) => [transition, state, code])).toEqual([
      ['prod', 'waiting', 'EnvironmentLocked'],
      ['pp', 'blocking', 'Paused'],
      ['pp', 'blocking', 'ResourceLocked'],
      ['dev', 'done', 'Arrived'],
    ]);
    expect(answer.summary).toBe('s1 100 waits for pp on its way to prod: pp is paused (party)');
    expect(answer).not.toHaveProperty('earliest');
  });

  it('tells what judges it later, and when it arrives', () => {
    const { links, earliest } = explained(worldOf(chain, staircase));
    expect(links.map(({ transition, state, code }) => [transition, state, code])).toEqual([
      ['prod', 'waiting', undefined],
      ['pp', 'waiting', undefined],
      ['dev', 'blocking', 'Moving'],
    ]);
    expect(links[0]?.reason).toBe('s1 comes here once it is in pp, and then is judged by SourceClean');
    expect(earliest).toBe('2026-11-21T12:03:00.000Z');
  });

  it('goes back beyond where it forks', () => {
    const transitions = `  prod: {source: [eu, us], target: prod, sources: all}\n  eu: {source: pp, target: eu}\n  us: {source: pp, target: us}\n  pp: {source: dev, target: pp}\n`;
    const files = { ...level, ...environment('eu', { s1: 97 }), ...environment('us', { s1: 97 }) };
    const newer = { ...files, ...environment('dev', { s1: 100 }) };
    const { wanted, links } = explained(worldOf(transitions, newer));
    expect(wanted).toBe('100');
    expect(links.map(({ transition, state }) => [transition, state])).toEqual([
      ['prod', 'waiting'],
      ['eu', 'waiting'],
      ['pp', 'blocking'],
    ]);
  });

  it('ends where transitions go round in a circle, which is a fault', () => {
    const transitions = `  prod: {source: pp, target: prod}\n  pp: {source: prod, target: pp}\n`;
    const { links } = explained(worldOf(transitions, there));
    expect(links.map(({ transition, state }) => [transition, state])).toEqual([
      [undefined, 'done'],
      ['prod', 'done'],
    ]);
  });

  it('tells of a freeze at its end', () => {
    const files = { ...staircase, 'prod/locks.yaml': `freeze: {revision: ${'a'.repeat(40)}}` };
    const answer = explained(worldOf(chain, files));
    expect(answer.links[0]).toMatchObject({ state: 'waiting', code: 'Frozen' });
    expect(answer).not.toHaveProperty('earliest');
  });

  it('is asked for by an id of a blob, too', () => {
    const version = fileOf('', 'version: 99').id.slice(0, 12);
    expect(explained(worldOf(chain, staircase), { ...question, version })).toMatchObject({ wanted: '99' });
  });
});

describe('what there is not', () => {
  it.each([
    [{ environment: 'prdo' }, 'there is no environment "prdo": did you mean prod?'],
    [{ environment: 'nowhere' }, 'there is no environment "nowhere": there are dev, latest, pp, prod'],
    [{ resource: 'S1x' }, 'there is no resource "S1x": did you mean s1?'],
  ])('%j', (asked, fault) => {
    expect(explain(worldOf(chain, staircase), gates, { ...question, ...asked })).toEqual({ fault });
  });
});
