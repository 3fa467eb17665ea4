import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { serviceConfig } from './fields.ts';
import { ConfigError, loadConfig } from './load.ts';

const schema = z.strictObject({
  name: z.string(),
  port: z.int().default(9_000),
  on: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
  level: z.enum(['low', 'middle', 'high']).default('low'),
  token: z.int().optional(),
  nested: z.strictObject({ version: z.string() }).optional(),
});

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-kit-'));
  file = join(folder, 'service.yaml');
});
afterAll(() => rm(folder, { recursive: true }));

type Environment = Record<string, string>;

async function load(text: string, environment: Environment = {}) {
  await writeFile(file, text);
  return loadConfig(schema, { file, environment });
}

async function faultsOf(text: string, environment: Environment = {}): Promise<string[]> {
  const result = await load(text, environment).catch((error: unknown) => error);
  if (!(result instanceof ConfigError)) throw new Error(`expected a ConfigError, got ${String(result)}`);
  return result.faults.map((fault) => fault.replaceAll(file, 'FILE'));
}

describe('values', () => {
  it('come from the file, then from the defaults', async () => {
    expect(await load('name: a\nport: 80\n')).toEqual({
      name: 'a',
      port: 80,
      on: false,
      tags: [],
      level: 'low',
    });
  });

  it('need no file', () => {
    expect(loadConfig(schema, { environment: { NAME: 'a' } })).toMatchObject({ name: 'a' });
  });

  it.each([
    ['a number', { PORT: '81' }, { port: 81 }],
    ['a boolean', { ON: 'true' }, { on: true }],
    ['a list', { TAGS: '[a, b]' }, { tags: ['a', 'b'] }],
    ['fields', { NESTED: '{version: 1.10}' }, { nested: { version: '1.10' } }],
    ['a string', { NAME: 'b' }, { name: 'b' }],
    ['a string that YAML takes for a number', { NAME: '1.10' }, { name: '1.10' }],
    ['a string that YAML takes for nothing', { NAME: '~' }, { name: '~' }],
    ['a string that YAML takes for fields', { NAME: 'key: value' }, { name: 'key: value' }],
    ['a string that YAML cuts at a comment', { NAME: 'fix #12' }, { name: 'fix #12' }],
    ['a string that is no YAML', { NAME: '@home' }, { name: '@home' }],
    ['a quoted string', { NAME: '"1.10"' }, { name: '1.10' }],
  ])('are overridden by the environment with %s', async (_, environment, expected) => {
    expect(await load('name: a\n', environment)).toMatchObject(expected);
  });

  it('are not overridden by an empty variable or one of another name', async () => {
    expect(await load('name: a\n', { NAME: '', name: 'b', OTHER: 'c' })).toMatchObject({ name: 'a' });
  });

  it.each(['1.10', '0123', 'true', '2026-01-01', '1e3'])(
    'keep %s as text where text is wanted',
    async (text) => {
      expect(await load(`name: ${text}\nnested: {version: ${text}}\n`)).toMatchObject({
        name: text,
        nested: { version: text },
      });
    },
  );
});

describe('faults', () => {
  it.each([
    ['a missing field', 'port: 80\n', ['name: is missing; expected a string, here or as NAME']],
    ['an empty file', '', ['name: is missing; expected a string, here or as NAME']],
    ['a wrong type', 'name: a\nport: eighty\n', ['FILE:2:7: port: expected a number, got "eighty"']],
    ['a fraction', 'name: a\nport: 1.5\n', ['FILE:2:7: port: expected a whole number, got 1.5']],
    ['a list', 'name: [a]\n', ['FILE:1:7: name: expected a string, got ["a"]']],
    ['nothing', 'name:\n', ['FILE:1:6: name: expected a string, got nothing']],
    ['another word', 'name: a\nlevel: hihg\n', ['FILE:2:8: level: expected low, middle or high, got "hihg"']],
    ['a misspelt field', 'nmae: a\nname: b\n', ['FILE:1:1: nmae: unknown field; did you mean name?']],
    ['a field of nobody', 'name: a\nsomething: b\n', ['FILE:2:1: something: unknown field']],
    ['a field within', 'name: a\nnested: {version: a, x: 1}\n', ['FILE:2:22: nested.x: unknown field']],
    ['an item', 'name: a\ntags:\n  - a\n  - [b]\n', ['FILE:4:5: tags[1]: expected a string, got ["b"]']],
    ['a secret of the wrong type', 'name: a\ntoken: hunter2\n', ['FILE:2:8: token: expected a number']],
    ['one value', 'name\n', ['FILE: expected fields such as `api_port: 9000`, got one value']],
    ['a field twice', 'name: a\nname: b\n', ['FILE:2:1: Map keys must be unique']],
  ])('name the place and what was expected: %s', async (_, text, faults) => {
    expect(await faultsOf(text)).toEqual(faults);
  });

  it('name the variable', async () => {
    expect(await faultsOf('name: a\nport: 80\n', { PORT: 'eighty' })).toEqual([
      'environment variable PORT: port: expected a number, got "eighty"',
    ]);
  });

  it('are told all at once', async () => {
    expect(await faultsOf('prot: 80\non: maybe\n', { TAGS: 'a' })).toEqual([
      'name: is missing; expected a string, here or as NAME',
      'FILE:2:5: on: expected true or false, got "maybe"',
      'environment variable TAGS: tags: expected a list, got "a"',
      'FILE:1:1: prot: unknown field; did you mean port?',
    ]);
  });

  it('do not repeat credentials', async () => {
    const faults = await faultsOf('name: a\nport: https://ann:hunter2@host/\n');
    expect(faults).toEqual(['FILE:2:7: port: expected a number, got "https://***@host/"']);
  });

  it('say that the file cannot be read', () => {
    expect(() => loadConfig(schema, { file: join(folder, 'none.yaml'), environment: {} })).toThrow(
      /none\.yaml: cannot be read: ENOENT/,
    );
  });

  it('say where YAML ends', async () => {
    expect(await faultsOf('name: "a\nport: 80\n')).toEqual([expect.stringMatching(/^FILE:\d:\d+: /)]);
  });
});

describe('the loopback rule', () => {
  const environment = { VERSIONS_URL: '/repo', VERSIONS_CHECKOUT_PATH: '/checkout', API_PORT: '0' };
  const service = serviceConfig({});

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('lets %s be', (API_HOST) => {
    expect(loadConfig(service, { environment: { ...environment, API_HOST } })).toMatchObject({
      api_host: API_HOST,
    });
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', 'host'])(
    'refuses %s unless it is meant',
    (API_HOST) => {
      expect(() => loadConfig(service, { environment: { ...environment, API_HOST } })).toThrow(
        /^environment variable API_HOST: api_host: this service has no authentication yet.*allow_unauthenticated: true/,
      );
      const allowed = { ...environment, API_HOST, ALLOW_UNAUTHENTICATED: 'true' };
      expect(loadConfig(service, { environment: allowed })).toMatchObject({ api_host: API_HOST });
    },
  );

  it('is told together with other faults', () => {
    const wrong = { API_HOST: '0.0.0.0', API_PORT: 'x' };
    expect(() => loadConfig(service, { environment: wrong })).toThrow(/api_port[\s\S]*api_host/);
  });
});
