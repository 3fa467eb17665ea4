import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type JsonObject } from '../json.ts';
import { applyConfiguration, type ApplyResult } from './apply.ts';
import { testType } from '../testing/test-type.ts';

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 });
const configuration: fc.Arbitrary<JsonObject> = fc.record(
  {
    data: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2'), { minKeys: 1 }),
    spec: fc.tuple(names, fc.constantFrom('one', 'two')).map(([list, image]) => ({
      containers: list.map((name) => ({ name, image })),
      args: list,
    })),
  },
  { requiredKeys: [] },
);
const apply = (name: string, config: JsonObject, { merged, managers }: ApplyResult): ApplyResult =>
  applyConfiguration({
    type: testType,
    live: merged,
    config,
    managers,
    writer: { name, apiVersion: 'v1', subresource: undefined, time: 'now' },
    force: true,
    title: '',
  });
const empty: ApplyResult = { merged: {}, managers: [] };

describe('applying', () => {
  it('twice is applying once', () => {
    fc.assert(
      fc.property(configuration, configuration, (foreign, config) => {
        const once = apply('git', config, apply('other', foreign, empty));
        expect(apply('git', config, once)).toEqual(once);
      }),
    );
  });

  it('the last configuration is all that counts, when nobody else writes', () => {
    fc.assert(
      fc.property(configuration, configuration, (before, after) => {
        expect(apply('git', after, apply('git', before, empty))).toEqual(apply('git', after, empty));
      }),
    );
  });

  it('and withdrawing leaves what others own', () => {
    fc.assert(
      fc.property(configuration, configuration, (foreign, config) => {
        const shared = apply('other', foreign, apply('git', config, empty));
        expect(apply('git', {}, shared).merged).toEqual(apply('other', foreign, empty).merged);
      }),
    );
  });
});
