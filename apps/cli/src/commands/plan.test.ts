import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DeployerStatus } from '@tribble/api';
import { temporary, tribble } from '../harness.contract.ts';
import { noon, recordShop, shop } from './shop.contract.ts';

const place = temporary();
const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

async function deployer(status: unknown): Promise<string> {
  const server = createServer((request, response) => {
    const isKnown = request.url === '/api/status';
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? status : {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ended.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('tribble plan', () => {
  it('goes by recorded outcomes', async () => {
    const fixture = await shop(place, 'registered');
    await recordShop(fixture);
    const { code, out, error } = await tribble('plan', '-C', fixture.path, ...noon);
    expect(out).toBe(`27d58d3c8a3b at 2026-11-21T12:00:00Z, reports: outcomes recorded for dev, pp

TRANSITION  WAY            RESULT    WHY
prod        pp -> prod     Waiting   Soak: s1 2 in pp soaks until 2026-11-21T12:30:00Z (1h Clean)
pp          dev -> pp      NoChange
dev         latest -> dev  NoChange

prod: pp -> prod
  s1 1 -> 2
  wait    Soak (pp): s1 2 in pp soaks until 2026-11-21T12:30:00Z (1h Clean)
  pass    SourceClean (pp): pp is Clean
`);
    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  it('says what would tell more where nothing is recorded', async () => {
    const fixture = await shop(place, 'registered');
    const { code, out, error } = await tribble('plan', '-C', fixture.path, ...noon);
    expect(out).toContain('reports: nobody');
    expect(out).toContain('no deployer reports on pp');
    expect(error).toContain("git fetch origin 'refs/tribble/*:refs/tribble/*'");
    expect(code).toBe(0);
  });

  it('knows that nobody has seen the newest commit yet', async () => {
    const fixture = await shop(place, 'registered');
    await recordShop(fixture);
    await fixture.setRef('main', 'locked');
    await fixture.git(
      'update-ref',
      'refs/heads/main',
      await fixture.git('commit-tree', '-p', 'main', '-m', 'x', 'main^{tree}'),
    );
    const { out } = await tribble('plan', '-C', fixture.path, ...noon);
    expect(out).toContain('TargetLocked');
  });

  it('ignores what was recorded after the time that is asked about', async () => {
    const fixture = await shop(place, 'registered');
    await recordShop(fixture);
    const { out } = await tribble('plan', '-C', fixture.path, '--now', '2026-11-21T11:15:00Z');
    expect(out).toContain('no deployer reports on pp');
  });

  it('takes for granted that all is well where that is asked for', async () => {
    const fixture = await shop(place, 'registered');
    const { out, error } = await tribble('plan', '-C', fixture.path, '--assume-clean', ...noon);
    expect(out).toContain('prod        pp -> prod     Moves');
    expect(error).toBe('');
  });

  it('asks deployers; the first that reports an environment counts', async () => {
    const fixture = await shop(place, 'registered');
    const status = (message: string): DeployerStatus => ({
      environments: { pp: { type: 'Mock', status: 'Outdated', message, resources: {}, problems: [] } },
      problems: [],
    });
    const [one, other] = [await deployer(status('busy')), await deployer(status('idle'))];
    const { out } = await tribble(
      'plan',
      '-C',
      fixture.path,
      '--deployer',
      one,
      '--deployer',
      `${other}/`,
      ...noon,
    );
    expect(out).toContain('hold    SourceClean (pp): pp: busy');
    expect(out).toContain('reports: deployers of pp');
  });

  it('says which deployer does not answer, or answers something else', async () => {
    const fixture = await shop(place, 'registered');
    const strange = await deployer('hello');
    const words = ['plan', '-C', fixture.path, '--deployer', strange];
    expect(await tribble(...words)).toMatchObject({
      code: 2,
      error: `error: the deployer ${strange} gives no status: it answered 200 and no status of a deployer\n`,
    });
    ended.splice(0).forEach((end) => end());
    expect(await tribble(...words)).toMatchObject({
      code: 2,
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('says which gates need a server', async () => {
    const fixture = await shop(place, 'asking');
    const { out } = await tribble('plan', '-C', fixture.path, '--assume-clean', ...noon);
    expect(out).toContain('only the transitioner asks this');
    expect(out).toContain('CheckFailed');
  });

  it('answers programs as JSON', async () => {
    const fixture = await shop(place, 'locked');
    const { out } = await tribble('plan', '-C', fixture.path, '--json', '--assume-clean', ...noon);
    expect(JSON.parse(out)).toMatchObject({
      revision: fixture.commit('locked'),
      at: '2026-11-21T12:00:00.000Z',
      problems: [],
      transitions: [
        {
          name: 'prod',
          target: 'prod',
          result: { result: 'Skipped', reason: 'TargetLocked' },
          until: '2026-11-21T18:00:00.000Z',
        },
        { name: 'pp', result: { result: 'Skipped', reason: 'NoChange' } },
        { name: 'dev', result: { result: 'Skipped', reason: 'NoChange' } },
      ],
    });
  });
});
