import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { objectFault } from './fault.ts';
import type { KubernetesObject } from './identity.ts';

const object = (kind: string, rest: ValueMap = {}, metadata: ValueMap = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 's1', ...metadata },
  ...rest,
});
const mebibyte = 1024 * 1024;
const base64 = (bytes: number) => Buffer.alloc(bytes).toString('base64');
const annotated = (name: string, value: string) =>
  object('ConfigMap', {}, { annotations: { [name]: value } });

describe('objectFault', () => {
  it.each<[string, KubernetesObject]>([
    ['a plain object', object('ConfigMap')],
    ['a name as long as can be', object('ConfigMap', {}, { name: 'a'.repeat(253) })],
    ['a name of RBAC', object('Role', {}, { name: 'system:reader' })],
    ['a namespace', object('ConfigMap', {}, { namespace: 'dev-1' })],
    ['a full ConfigMap', object('ConfigMap', { data: { a: 'x'.repeat(mebibyte) } })],
    [
      'a full ConfigMap of characters that JSON escapes',
      object('ConfigMap', { data: { a: '"'.repeat(mebibyte) } }),
    ],
    ['a full Secret', object('Secret', { data: { a: base64(mebibyte) } })],
    ['a Secret without data', object('Secret', { data: null })],
    ['base64 with line breaks', object('Secret', { data: { a: 'YWFh\nYWFh\n' } })],
    ['another kind that has sops', object('SopsSecret', { sops: { mac: 'x' } })],
    ['a wave below zero', annotated('tribble.dev/wave', '-3')],
    ['ignored fields', annotated('tribble.dev/ignore-fields', '/spec/replicas, /data/a')],
    ['an answer on replacing', annotated('tribble.dev/replace', 'orphan')],
  ])('finds nothing wrong with %s', (_name, given) => {
    expect(objectFault(given)).toBeUndefined();
  });

  it.each<[string, KubernetesObject, string | RegExp]>([
    ['no name', object('ConfigMap', {}, { name: '' }), 'metadata.name: missing'],
    [
      'generateName',
      object('ConfigMap', {}, { name: '', generateName: 'a-' }),
      'metadata.name: missing (generateName cannot be applied again and again)',
    ],
    [
      'a name too long',
      object('ConfigMap', {}, { name: 'a'.repeat(254) }),
      'metadata.name: has 254 characters, more than 253',
    ],
    ...['.', '..', 'a/b', 'a%b'].map((name): [string, KubernetesObject, string] => [
      `the name ${name}`,
      object('ConfigMap', {}, { name }),
      `metadata.name: "${name}" cannot be a name in Kubernetes`,
    ]),
    [
      'a namespace that is none',
      object('ConfigMap', {}, { namespace: '../x' }),
      'metadata.namespace: "../x" is no name of a namespace',
    ],
    [
      'a namespace that is no text',
      object('ConfigMap', {}, { namespace: 1 }),
      'metadata.namespace: 1 is no name of a namespace',
    ],
    ['an encrypted Secret', object('Secret', { sops: { mac: 'x' } }), /^is still encrypted with SOPS/],
    ['data that is no map', object('Secret', { data: 'hidden' }), 'data: expected a map'],
    [
      'a value that is no text',
      object('Secret', { data: { port: 12345 } }),
      'data.port: expected text (put it in quotes)',
    ],
    [
      'stringData that is no text',
      object('Secret', { stringData: { on: true } }),
      'stringData.on: expected text (put it in quotes)',
    ],
    [
      'plain text in data',
      object('Secret', { data: { password: 'hunter2!' } }),
      'data.password: is no base64 (plain text belongs in stringData)',
    ],
    [
      'a ConfigMap too large',
      object('ConfigMap', { data: { a: 'x'.repeat(mebibyte) }, binaryData: { b: base64(mebibyte) } }),
      'its data is 2.0 MiB: a ConfigMap holds at most 1 MiB (split it, or load it from elsewhere)',
    ],
    [
      'a Secret too large',
      object('Secret', { data: { a: base64(mebibyte * 1.1) } }),
      /^its data is 1\.1 MiB: a Secret holds at most 1 MiB/,
    ],
    [
      'a body too large',
      object('Own', { spec: 'x'.repeat(3.2 * mebibyte) }),
      'is 3.2 MiB: the API server takes at most 3 MiB',
    ],
    [
      'an object too large to be stored',
      object('Own', { spec: [{ text: 'x'.repeat(2 * mebibyte) }] }),
      'is 2.0 MiB: the cluster stores at most 1.5 MiB',
    ],
    [
      'a wave that is no number',
      annotated('tribble.dev/wave', 'first'),
      'metadata.annotations: tribble.dev/wave: "first" is no whole number',
    ],
    [
      'a wave of Argo CD that is no whole number',
      annotated('argocd.argoproj.io/sync-wave', '1.5'),
      'metadata.annotations: argocd.argoproj.io/sync-wave: "1.5" is no whole number',
    ],
    [
      'an unknown answer on replacing',
      annotated('tribble.dev/replace', 'yes'),
      'metadata.annotations: tribble.dev/replace: "yes" is none of true, false, orphan, cascade',
    ],
    [
      'an ignored field that is no pointer',
      annotated('tribble.dev/ignore-fields', '/data/a,spec.replicas'),
      /"spec\.replicas" is no JSON pointer/,
    ],
    [
      'an ignored name',
      annotated('tribble.dev/ignore-fields', '/metadata/name'),
      /"\/metadata\/name" cannot be left to others/,
    ],
  ])('tells %s', (_name, given, expected) => {
    const fault = objectFault(given);
    if (typeof expected === 'string') expect(fault).toBe(expected);
    else expect(fault).toMatch(expected);
  });

  it.each([{ data: { a: 'not base64: s3cr3t' } }, { data: 's3cr3t' }, { stringData: { a: ['s3cr3t'] } }])(
    'shows no value of a Secret: %j',
    (rest) => {
      expect(objectFault(object('Secret', rest))).toEqual(expect.not.stringContaining('s3cr3t'));
    },
  );
});
