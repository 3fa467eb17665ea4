import { describe, expect, it } from '@jest/globals';
import { History } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { Change } from '../change.ts';
import { factsOf, gateInput } from '../testing.ts';
import type { GateInput } from './gate.ts';
import { addressFaults, fillAddress } from './http-address.ts';
import { allVariables, fill, revisionOf, unknownVariables } from './question-variables.ts';

const [r1, r2, r3] = ['1'.repeat(40), '2'.repeat(40), '3'.repeat(40)] as const;

function past(...commits: [revision: string, path: string, id?: string][]): History {
  const history = new History();
  for (const [revision, path, id] of commits)
    history.add({
      revision,
      parents: [],
      author: 'Ann',
      committedAt: '2026-11-21T10:00:00Z',
      changes: [{ path, id }],
    });
  return history;
}

const history = past(
  [r1, 'dev/version/s1.yaml', 'a'],
  [r2, 'dev/version/s2.yaml', 'b'],
  [r3, 'pp/version/s1.yaml', 'c'],
);
const facts = factsOf(
  { 'dev/version/s1.yaml': 'version: 1', 'dev/version/s2.yaml': 'version: 2' },
  { past: history },
);
const change = (resource: string, to?: string): Change => ({
  resource,
  ...(to !== undefined && { to, versionId: `id-${to}` }),
  sources: ['dev'],
});
const inputOf = (...changes: Change[]): GateInput => gateInput(facts, { changes });
const one = inputOf(change('s1', '1'));
const two = inputOf(change('s1', '1'), change('s2', '2'));

describe('the revision of a question', () => {
  it.each([
    { name: 'the commit that brought the version, not a newer one elsewhere', input: one, revision: r1 },
    { name: 'the newest of several', input: two, revision: r2 },
    { name: 'none that the history does not know', input: inputOf(change('s3', '1')), revision: undefined },
  ])('is $name', ({ input, revision }) => expect(revisionOf(input)).toBe(revision));

  it('is the commit that removed the version', () => {
    const removed = factsOf({}, { past: past([r1, 'dev/version/s1.yml', 'a'], [r2, 'dev/version/s1.yml']) });
    expect(revisionOf(gateInput(removed, { changes: [change('s1')] }))).toBe(r2);
  });
});

describe('templates', () => {
  it('take every variable', () => {
    const text = '${revision} ${version} ${resource} ${source} ${target} ${transition}';
    expect(fill(text, one)).toEqual({ value: `${r1} 1 s1 dev pp to-pp` });
    expect(fill('${change}', one)).toEqual({ value: expect.stringMatching(/^[0-9a-f]{40}$/) });
  });

  it('reach every text of a value, and nothing else', () => {
    const template = { list: ['$${x} ${source}', 1], '${source}': true, none: null };
    expect(fill(template, one)).toEqual({ value: { list: ['${x} dev', 1], '${source}': true, none: null } });
    expect(unknownVariables(template)).toEqual([]);
    expect(unknownVariables({ list: ['${sha}', '${constructor}'] })).toEqual(['sha', 'constructor']);
  });

  it.each([
    [
      '${version}',
      two,
      '${version} is asked for, but 2 resources are judged at once; write perResource: true',
    ],
    [
      '${resource}',
      two,
      '${resource} is asked for, but 2 resources are judged at once; write perResource: true',
    ],
    ['${version}', inputOf(change('s1')), 's1 would be removed, so it has no ${version}'],
    [
      '${revision}',
      inputOf(change('s3', '1')),
      'the history does not tell which commit brought the versions to dev',
    ],
  ])('%s may have no value', (text, input, missing) => expect(fill(text, input)).toEqual({ missing }));

  it('never read a value as a template', () => {
    expect(fill('${version}', inputOf(change('s1', '${source}$&')))).toEqual({ value: '${source}$&' });
  });
});

describe('all variables', () => {
  it('have a version for each resource', () => {
    expect(allVariables(inputOf(change('pay/api-2', '1'), change('s2', '2')))).toEqual({
      revision: r2,
      source: 'dev',
      target: 'pp',
      transition: 'to-pp',
      change: expect.stringMatching(/^[0-9a-f]{40}$/),
      version_pay_api_2: '1',
      version_s2: '2',
    });
    expect(allVariables(one)).toMatchObject({ version: '1', resource: 's1', version_s1: '1' });
  });

  it('name no version that could be meant for two', () => {
    const { version_a_b: version } = allVariables(inputOf(change('a-b', '1'), change('a/b', '2')));
    expect(version).toBeUndefined();
  });
});

describe('addresses', () => {
  it('encode what comes into them', () => {
    expect(
      fillAddress('https://${source}.x.org/${resource}?v=${version}', inputOf(change('a/b', '1+2&c#d é'))),
    ).toEqual({
      value: 'https://dev.x.org/a%2Fb?v=1%2B2%26c%23d%20%C3%A9',
    });
  });

  it.each(['evil.org', 'a/b', 'a@evil', 'a:1', '', '-', '127.0.0.1', '%2e'])(
    'never have %j as a part of the host',
    (version) => {
      expect(fillAddress('https://x-${version}.x.org/', inputOf(change('s1', version)))).toEqual({
        missing: `\${version} is ${JSON.stringify(version)}, which cannot stand in the host of an address`,
      });
    },
  );

  it.each(['.', '..', '\ud800'])('never take %j', (version) => {
    expect(fillAddress('https://x.org/${version}/a', inputOf(change('s1', version)))).toEqual({
      missing: `\${version} is ${JSON.stringify(version)}, which cannot stand in an address`,
    });
  });

  it('stay the same address whatever the version is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (version) => {
        const filled = fillAddress(
          'https://qa.org:8443/a/${version}/b?v=${version}',
          inputOf(change('s1', version)),
        );
        if ('missing' in filled) return;
        const url = new URL(filled.value);
        expect(url.host).toBe('qa.org:8443');
        expect(url.pathname).toMatch(/^\/a\/[^/]*\/b$/);
        expect(url.searchParams.get('v')).toBe(version);
        expect([...url.searchParams.keys()]).toEqual(['v']);
        expect(url.hash).toBe('');
      }),
    );
  });

  it.each([
    ['ftp://x.org', 'expected an address that begins with http:// or https://'],
    ['x.org/a', 'expected an address that begins with http:// or https://'],
    ['${source}://x.org', 'expected an address that begins with http:// or https://'],
    ['https://x.org/a b', 'expected an address that begins with http:// or https://'],
    ['https://x.org\\@evil.org/', 'expected an address that begins with http:// or https://'],
    ['https://ann:secret@x.org/', 'user and password do not belong into an address'],
    ['https://x.org/${sha}', 'there is no variable ${sha}'],
  ])('%s is a fault', (url, message) =>
    expect(addressFaults('url', url)).toMatchObject([{ message, keys: ['url'] }]),
  );

  it.each(['http://x', 'https://${source}.x.org:8443/${version}?a=$${x}#y'])('%s is none', (url) =>
    expect(addressFaults('url', url)).toEqual([]),
  );
});
