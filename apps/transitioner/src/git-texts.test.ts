import { expect, it } from '@jest/globals';
import { GitTexts } from './git-texts.ts';

it('does the work again until every text is read, and reads each once', async () => {
  const read: string[] = [];
  const texts = new GitTexts({
    blob: (id) => {
      read.push(id);
      return Promise.resolve(id === 'gone' ? undefined : `version: ${id}.10`);
    },
    message: (revision) => {
      read.push(revision);
      return Promise.resolve(`about ${revision}`);
    },
  });
  const work = () =>
    texts.complete(({ versionOf, messageOf }) => {
      const first = versionOf('1');
      // What is asked for may depend on what was answered.
      return [first, versionOf('gone'), first && messageOf('r1')];
    });
  expect(await work()).toEqual(['1.10', undefined, 'about r1']);
  expect(await work()).toEqual(['1.10', undefined, 'about r1']);
  expect(read).toEqual(['1', 'gone', 'r1']);
});
