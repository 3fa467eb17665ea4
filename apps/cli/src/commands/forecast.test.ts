import { describe, expect, it } from '@jest/globals';
import { temporary, tribble } from '../harness.contract.ts';
import { noon, recordShop, shop } from './shop.contract.ts';

const place = temporary();

describe('tribble forecast', () => {
  it('foresees when a lock ends', async () => {
    const fixture = await shop(place, 'locked');
    await recordShop(fixture);
    const { code, out, error } = await tribble('forecast', '-C', fixture.path, ...noon);
    expect(out)
      .toBe(`115da48a66fa, reports: outcomes recorded for dev, pp, from 2026-11-21T12:00:00Z to 2026-11-22T12:00:00Z

AT                    TRANSITION  WAY         CHANGES    CLEAN AT
2026-11-21T18:00:00Z  prod        pp -> prod  s1 1 -> 2  unknown
`);
    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  it('tells what still waits then', async () => {
    const fixture = await shop(place, 'locked');
    await recordShop(fixture);
    const { out } = await tribble('forecast', '-C', fixture.path, '--hours', '0.5', ...noon);
    expect(out)
      .toBe(`115da48a66fa, reports: outcomes recorded for dev, pp, from 2026-11-21T12:00:00Z to 2026-11-21T12:30:00Z

nothing moves

still waiting then:
TRANSITION  WAY         CHANGES    WHY
prod        pp -> prod  s1 1 -> 2  prod is locked: release day, until 2026-11-21T18:00:00Z
`);
  });

  it('takes for granted what only a server asks, and names it', async () => {
    const fixture = await shop(place, 'asking');
    const { out } = await tribble(
      'forecast',
      '-C',
      fixture.path,
      '--assume-clean',
      '--now',
      '2026-11-21T19:00:00Z',
    );
    expect(out).toMatch(/taken for granted:\n {2}prod: .*Http/);
  });

  it('answers programs as JSON', async () => {
    const fixture = await shop(place, 'locked');
    await recordShop(fixture);
    const { out } = await tribble('forecast', '-C', fixture.path, '--json', ...noon);
    expect(JSON.parse(out)).toMatchObject({
      moves: [{ at: '2026-11-21T18:00:00.000Z', target: 'prod' }],
      complete: true,
    });
  });

  it.each(['0', '-1', 'soon', '', '1e9'])('takes no %j for hours', async (hours) => {
    expect(await tribble('forecast', '--hours', hours)).toMatchObject({
      code: 2,
      error: expect.stringContaining('Expected a number of hours'),
    });
  });
});
