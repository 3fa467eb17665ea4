import { expect, it } from '@jest/globals';
import { recordingLogger } from '@tribble/service-kit/testing';
import { rewriteTeller } from './rewrite-teller.ts';

it('tells of each rewrite once', () => {
  const { log, lines } = recordingLogger();
  const tell = rewriteTeller(log);
  const first = { before: 'a', after: 'b' };
  tell(undefined);
  tell(first);
  tell({ ...first });
  tell({ before: 'b', after: 'c' });
  const told = lines.filter(({ msg }) => String(msg).includes('rewritten'));
  expect(told.map(({ before, after }) => [before, after])).toEqual([
    ['a', 'b'],
    ['b', 'c'],
  ]);
});
