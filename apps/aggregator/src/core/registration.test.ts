import { describe, expect, it } from '@jest/globals';
import { blobId, parseVersion } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import { revisionOf } from '../testing.ts';
import { decideRegistration, type KnownVersion, registrationEdit, registrationOf } from './registration.ts';

/** The registration, which must be without a fault. */
function registration(...[resource, body]: Parameters<typeof registrationOf>) {
  const asked = registrationOf(resource, body);
  if ('faults' in asked) throw new Error(JSON.stringify(asked.faults));
  return asked.registration;
}

describe('the file that a request asks for', () => {
  it.each([
    { body: { version: '1.10' }, text: 'version: "1.10"\n', environment: 'latest' },
    { body: { version: 'abc', environment: 'dev' }, text: 'version: abc\n', environment: 'dev' },
    { body: { version: '1', data: { b: 0, a: true } }, text: 'version: "1"\na: "true"\nb: "0"\n' },
  ])('$body', ({ body, text, environment = 'latest' }) => {
    expect(registration('payments/api', body)).toEqual({
      resource: 'payments/api',
      environment,
      version: body.version,
      text,
      versionId: blobId(text),
    });
  });

  const oneLine = 'expected one line of visible text, with no white space around it';
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];

  it.each([
    { name: 'a name that leaves its folder', resource: '../x', body: {}, path: '/params/resource' },
    { name: 'an empty part of a name', resource: 'a//b', body: {}, path: '/params/resource' },
    { name: 'an environment that cannot be', body: { environment: 'a/b' }, path: '/body/environment' },
    {
      name: 'white space around the version',
      body: { version: ' 1' },
      path: '/body/version',
      message: oneLine,
    },
    { name: 'only white space', body: { version: ' ' }, path: '/body/version', message: oneLine },
    { name: 'two lines', body: { version: '1\n2' }, path: '/body/version', message: oneLine },
    { name: 'what cannot be seen', body: { version: '1\u200b2' }, path: '/body/version', message: oneLine },
    {
      name: 'a second version',
      body: { data: { version: '2' } },
      path: '/body/data/version',
      message: 'the version has a field of its own',
    },
    {
      name: 'containers that are no map, which no deployer could read',
      body: { data: { containers: 'x' } },
      path: '/body/data',
      message: 'containers: expected a map of container names',
    },
    {
      name: 'data without a bottom',
      body: { data: { deep } },
      path: '/body/data',
      message: 'lies more than 32 levels deep',
    },
  ])('refuses $name', ({ resource = 's1', body, path, message }) => {
    const asked = registrationOf(resource, { version: '1', ...body });
    expect(asked).toEqual({ faults: [{ path, message: message ?? expect.stringMatching(/^use letters/) }] });
  });

  it('names all faults at once', () => {
    const asked = registrationOf('-', { version: '\n', environment: '-', data: { version: 1 } });
    expect('faults' in asked && asked.faults.map(({ path }) => path)).toEqual([
      '/params/resource',
      '/body/environment',
      '/body/version',
      '/body/data/version',
    ]);
  });

  it('is read again as the version that was asked for', () => {
    const version = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    const data = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.double(), fc.boolean()));
    fc.assert(
      fc.property(version, data, (text, values) => {
        const asked = registrationOf('s1', { version: text, data: values });
        if ('faults' in asked) return;
        const { text: content, versionId: id } = asked.registration;
        const parsed = parseVersion({ path: 'f', id, content: { text: content } });
        expect('version' in parsed && parsed.version.version).toBe(text);
        expect(registration('s1', { version: text, data: values }).versionId).toBe(id);
      }),
    );
  });
});

type Known = readonly [string, KnownVersion];

describe('what becomes of a registration', () => {
  const asked = registration('s1', { version: '2' });
  const same: Known = [asked.versionId, { version: '2', revision: revisionOf(1) }];
  const other: Known = ['b'.repeat(40), { version: '2', revision: revisionOf(2) }];
  const older: Known = ['c'.repeat(40), { version: '1', revision: revisionOf(3) }];
  const unreadable: Known = ['d'.repeat(40), { version: undefined, revision: revisionOf(4) }];

  it.each<{ name: string; known: Known[]; hasVersion: boolean; decision: unknown }>([
    { name: 'the first of all', known: [], hasVersion: false, decision: { kind: 'new' } },
    { name: 'a new version', known: [older, unreadable], hasVersion: true, decision: { kind: 'new' } },
    {
      name: 'the same again, with newer ones after it',
      known: [same, older],
      hasVersion: true,
      decision: { kind: 'known', revision: revisionOf(1) },
    },
    {
      name: 'the same version with other content',
      known: [older, other],
      hasVersion: true,
      decision: { kind: 'conflict', revision: revisionOf(2) },
    },
    {
      name: 'the same content wins over other content of the same version',
      known: [other, same],
      hasVersion: true,
      decision: { kind: 'known', revision: revisionOf(1) },
    },
    {
      name: 'the same where the file was deleted',
      known: [same],
      hasVersion: false,
      decision: { kind: 'new' },
    },
    {
      name: 'other content where the file was deleted',
      known: [other],
      hasVersion: false,
      decision: { kind: 'conflict', revision: revisionOf(2) },
    },
  ])('$name', ({ known, hasVersion, decision }) => {
    expect(decideRegistration(asked, new Map(known), hasVersion)).toEqual(decision);
  });
});

describe('the commit of a registration', () => {
  it('says who, what and where from', () => {
    const author = { name: 'CI', email: 'ci@x' };
    const asked = registration('payments/api', { version: '1.10' });
    const body = { changelog: 'one\n\ntwo', source: 'https://ci/7' };
    expect(registrationEdit(asked, 'latest/version/payments/api.yml', body, author)).toEqual({
      files: new Map([['latest/version/payments/api.yml', 'version: "1.10"\n']]),
      message: {
        subject: 'Register payments/api 1.10',
        body: 'one\n\ntwo',
        trailers: [
          ['Tribble-Action', 'register'],
          ['Tribble-Target', 'latest'],
          ['Tribble-Resource', 'payments/api'],
          ['Tribble-Source', 'https://ci/7'],
        ],
      },
      author,
    });
  });
});
