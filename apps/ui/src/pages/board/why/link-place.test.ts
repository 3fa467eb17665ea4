import { describe, expect, it } from '@jest/globals';
import { linkPlace } from './link-place.ts';

describe('linkPlace', () => {
  it.each([
    { link: { transition: 'prod', source: 'pp', target: 'prod' }, text: 'pp → prod' },
    { link: { transition: 'hotfix', source: 'pp', target: 'prod' }, text: 'pp → prod (hotfix)' },
    { link: { transition: 'hotfix' }, text: 'unknown → unknown (hotfix)' },
    { link: { target: 'prod' }, text: 'Rollout in prod' },
    { link: {}, text: 'Rollout' },
  ])('$text', ({ link, text }) => {
    expect(linkPlace({ state: 'done', reason: '', ...link })).toBe(text);
  });
});
