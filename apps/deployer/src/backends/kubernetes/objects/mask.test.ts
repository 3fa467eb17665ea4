import { describe, expect, it } from '@jest/globals';
import { valueAt, type ValueMap } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { KubernetesObject } from './identity.ts';
import { masked } from './mask.ts';

const secret = (rest: ValueMap, metadata: ValueMap = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's1', ...metadata },
  ...rest,
});
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const hash = /^hmac:[0-9a-f]{12}$/;

describe('masked', () => {
  it('makes hashes of the values of a Secret', () => {
    const shown = masked(secret({ type: 'Opaque', data: { a: base64('x'), b: base64('y') } }), 'salt');
    expect(shown).toMatchObject({ type: 'Opaque', metadata: { name: 's1' } });
    expect(valueAt(shown, ['data', 'a'])).toMatch(hash);
    expect(valueAt(shown, ['data', 'a'])).not.toBe(valueAt(shown, ['data', 'b']));
  });

  it('gives equal values equal hashes, wherever they stand', () => {
    const shown = masked(secret({ data: { a: base64('x') }, stringData: { b: 'x' } }), 'salt');
    expect(valueAt(shown, ['data', 'a'])).toBe(valueAt(shown, ['stringData', 'b']));
  });

  it('gives other hashes with another salt', () => {
    const object = secret({ data: { a: base64('x') } });
    expect(masked(object, 'one')).not.toEqual(masked(object, 'two'));
  });

  it('hides the copy that kubectl keeps', () => {
    const name = 'kubectl.kubernetes.io/last-applied-configuration';
    const shown = masked(secret({}, { annotations: { [name]: '{"data":{}}', note: 'x' } }), 'salt');
    expect(valueAt(shown, ['metadata', 'annotations', name])).toMatch(hash);
    expect(valueAt(shown, ['metadata', 'annotations', 'note'])).toBe('x');
  });

  it('leaves other kinds alone', () => {
    const object = { ...secret({ data: { a: 'x' } }), kind: 'ConfigMap' };
    expect(masked(object, 'salt')).toBe(object);
  });

  it('never shows a value, whatever its form', () => {
    const value = fc.jsonValue().map((json) => ({ marker: 'n0t-to-be-seen', json }) as unknown as ValueMap);
    fc.assert(
      fc.property(value, fc.constantFrom('data', 'stringData'), fc.boolean(), (given, field, isMap) => {
        const shown = masked(secret({ [field]: isMap ? { key: given } : [given] }), 'salt');
        expect(JSON.stringify(shown)).not.toContain('n0t-to-be-seen');
      }),
    );
  });
});
