import { describe, expect, it } from '@jest/globals';
import { changesText, changeText, versionCount } from './versions.ts';

describe('changeText', () => {
  it.each([
    { change: { resource: 's1', from: '99', to: '100' }, text: 's1 99 → 100' },
    { change: { resource: 's9', to: '1' }, text: 's9 new → 1' },
    { change: { resource: 's8', from: '7' }, text: 's8 7 → removed' },
  ])('$text', ({ change, text }) => {
    expect(changeText(change)).toBe(text);
  });
});

describe('changesText', () => {
  const changes = ['a', 'b', 'c'].map((resource) => ({ resource, from: '1', to: '2' }));

  it.each([
    { most: 3, text: 'a 1 → 2, b 1 → 2, c 1 → 2' },
    { most: 2, text: 'a 1 → 2, b 1 → 2 and 1 more' },
  ])('names at most $most', ({ most, text }) => {
    expect(changesText(changes, most)).toBe(text);
  });
});

describe('versionCount', () => {
  it.each([
    { count: 1, text: '1 version' },
    { count: 2, text: '2 versions' },
  ])('$text', ({ count, text }) => {
    expect(versionCount(count)).toBe(text);
  });
});
