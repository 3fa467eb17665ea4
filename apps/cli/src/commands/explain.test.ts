import { describe, expect, it } from '@jest/globals';
import { temporary, tribble } from '../harness.contract.ts';
import { noon, recordShop, shop } from './shop.contract.ts';

const place = temporary();

describe('tribble explain', () => {
  it('tells why a version is not there yet', async () => {
    const fixture = await shop(place, 'locked');
    await recordShop(fixture);
    const { code, out, error } = await tribble('explain', 's1', 'prod', '-C', fixture.path, ...noon);
    expect(out).toBe(`s1 2 waits for prod: prod is locked (release day, by Ann, until 2026-11-21T18:00:00Z)

wanted: 2, in prod now: 1, earliest: 2026-11-21T18:00:00Z

blocking pp -> prod (EnvironmentLocked)
  prod is locked (release day, by Ann, until 2026-11-21T18:00:00Z)
  next: unlock it: DELETE /api/environments/prod/locks, or wait until 2026-11-21T18:00:00Z

done     dev -> pp (Arrived)
  s1 came to pp at 2026-11-21T11:00:00Z (27d58d3c8a3b, Fixture)

done     latest -> dev (Arrived)
  s1 came to dev at 2026-11-21T11:00:00Z (27d58d3c8a3b, Fixture)
`);
    expect({ code, error }).toEqual({ code: 0, error: '' });
  });

  it('tells of one version', async () => {
    const fixture = await shop(place, 'locked');
    const words = ['explain', 's1', 'prod', '--version', '1', '--assume-clean', '--json', ...noon];
    const { out } = await tribble('-C', fixture.path, ...words);
    expect(JSON.parse(out)).toMatchObject({
      resource: 's1',
      environment: 'prod',
      wanted: '1',
      arrived: true,
    });
  });

  it('says which gates need a server', async () => {
    const fixture = await shop(place, 'asking');
    const words = [
      'explain',
      's1',
      'prod',
      '-C',
      fixture.path,
      '--assume-clean',
      '--now',
      '2026-11-21T19:00:00Z',
    ];
    expect((await tribble(...words)).out).toContain('only the transitioner asks this');
  });

  it.each([
    { words: ['s2', 'prod'], error: /s1/ },
    { words: ['s1', 'prd'], error: /prod/ },
  ])('names what is near where there is none: $words', async ({ words, error }) => {
    const fixture = await shop(place, 'registered');
    const ended = await tribble('explain', ...words, '-C', fixture.path);
    expect(ended).toMatchObject({ code: 2, out: '', error: expect.stringMatching(error) });
  });
});
