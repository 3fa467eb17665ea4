import { beforeEach, describe, expect, it } from '@jest/globals';
import { authorHeader, isAuthor, rememberAuthor, rememberedAuthor } from './author.ts';

describe('isAuthor', () => {
  it.each([
    { text: 'Ada Lovelace <ada@example.org>', valid: true },
    { text: 'Zoë Müller <zoe@example.org>', valid: true },
    { text: 'ada', valid: false },
    { text: 'ada@example.org', valid: false },
    { text: '<ada@example.org>', valid: false },
    { text: 'Ada <ada>', valid: false },
    { text: 'Ada <ada@example.org> and more', valid: false },
    { text: 'Ada\nX-Other: 1 <ada@example.org>', valid: false },
    { text: `${'a'.repeat(200)} <ada@example.org>`, valid: false },
  ])('$text: $valid', ({ text, valid }) => {
    expect(isAuthor(text)).toBe(valid);
  });
});

describe('authorHeader', () => {
  it.each(['Ada <ada@example.org>', 'Łukasz Żółć <l@example.org>', '愛 <ai@example.org>'])(
    'sends the bytes of %s',
    (author) => {
      const sent = new Headers({ 'Tribble-Author': authorHeader(author) }).get('Tribble-Author') ?? '';
      expect(Buffer.from(sent, 'latin1').toString('utf8')).toBe(author);
    },
  );
});

describe('the remembered author', () => {
  beforeEach(() => localStorage.clear());
  const forbidden = (): Storage => {
    throw new Error('The operation is insecure.');
  };

  it('is who was remembered', () => {
    expect(rememberedAuthor(() => localStorage)).toBe('');
    rememberAuthor('Ada <ada@example.org>', () => localStorage);
    expect(rememberedAuthor(() => localStorage)).toBe('Ada <ada@example.org>');
  });

  it('is nobody in a browser that keeps nothing', () => {
    rememberAuthor('Ada <ada@example.org>', forbidden);
    expect(rememberedAuthor(forbidden)).toBe('');
  });
});
