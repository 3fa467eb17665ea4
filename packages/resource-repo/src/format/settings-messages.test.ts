import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@tribble/api';
import fc from 'fast-check';
import { parseApprovals } from './approvals.ts';
import { parseDeployers } from './deployers.ts';
import type { RepositoryFile } from './file.ts';
import { parseLocks } from './locks.ts';
import { parsePauses } from './pauses.ts';
import { parseTransitions } from './transitions.ts';

type Parser = (file: RepositoryFile) => { problems: readonly Problem[] };

const problemsOf = (parse: Parser, text: string) => parse({ path: 'x', id: '', content: { text } }).problems;

const keysOfTransition = [
  'source',
  'sources',
  'target',
  'schedule',
  'timezone',
  'preconditions',
  'resources',
].concat(['together', 'perResource', 'propagateDeletes', 'unlockAfter', 'onFailure']);
const keysOfDeployer = ['type', 'paused', 'prune', 'selfHeal', 'ref', 'interval'];

const value = fc.constantFrom<unknown[]>(null, true, 7, 'x', [], [7], [['x']], {}, { x: 1 }, [{ x: 1 }]);
/** A map with some of the keys that are known, and anything for values. */
const mapWith = (keys: readonly string[], entry: fc.Arbitrary<unknown> = value) =>
  fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, entry), { minKeys: 1 });
const reasons = mapWith(['reasons'], fc.array(mapWith(['reason', 'by', 'at', 'until']), { maxLength: 3 }));
const freeze = mapWith(['revision', 'reason', 'by', 'at']);
const approval = mapWith(['change', 'by', 'at', 'comment']);
const transition = mapWith(
  keysOfTransition,
  mapWith(['include', 'exclude', 'rollback'], mapWith(['within'])),
);
const deployer = mapWith(keysOfDeployer, mapWith(['enabled', 'limit', 'confirm']));

describe('messages are written for people', () => {
  it.each<{ name: string; parse: Parser; files: fc.Arbitrary<unknown> }>([
    {
      name: 'locks.yaml',
      parse: parseLocks,
      files: mapWith(
        ['env_lock', 'resource_locks', 'freeze', 'resource_freezes'],
        fc.oneof(reasons, freeze, mapWith(['s1'], fc.oneof(reasons, freeze))),
      ),
    },
    {
      name: 'pauses.yaml',
      parse: parsePauses,
      files: mapWith(['all', 'transitions'], fc.oneof(reasons, mapWith(['prod'], reasons))),
    },
    {
      name: 'approvals.yaml',
      parse: parseApprovals,
      files: mapWith(['approvals'], mapWith(['prod'], fc.array(approval, { maxLength: 3 }))),
    },
    {
      name: 'transitions.yaml',
      parse: parseTransitions,
      files: mapWith(['transitions', 'roles'], mapWith(['prod'], fc.oneof(transition, fc.tuple(value)))),
    },
    {
      name: 'deployers.yaml',
      parse: parseDeployers,
      files: mapWith(['deployers'], mapWith(['dev'], deployer)),
    },
  ])('whatever is wrong in $name', ({ parse, files }) => {
    fc.assert(
      fc.property(fc.oneof(files, value), (content) => {
        for (const { message } of problemsOf(parse, JSON.stringify(content)))
          expect(message).not.toMatch(/invalid|nonoptional|undefined/i);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[Parser, string, string]>([
    [
      parseTransitions,
      'transitions: {t: {perResource: yes, source: a, target: b}}',
      'transitions.t.perResource',
    ],
    [
      parseTransitions,
      'transitions: {t: {propagateDeletes: 1, source: a, target: b}}',
      'transitions.t.propagateDeletes',
    ],
    [
      parseTransitions,
      'transitions: {t: {unlockAfter: on, source: a, target: b}}',
      'transitions.t.unlockAfter',
    ],
    [parseDeployers, 'deployers: {dev: {paused: on, type: Mock}}', 'deployers.dev.paused'],
    [parseDeployers, 'deployers: {dev: {selfHeal: no, type: Mock}}', 'deployers.dev.selfHeal'],
  ])('of what is true or false: %p %s', (parse, text, place) => {
    const column = text.indexOf(place.split('.').at(-1) ?? '') + 1;
    expect(problemsOf(parse, text)).toEqual([
      { path: 'x', line: 1, column, message: `${place}: expected true or false` },
    ]);
  });

  it.each([parseLocks, parsePauses, parseApprovals, parseTransitions, parseDeployers])(
    '%p of a list',
    (parse) => {
      expect(problemsOf(parse, '- x')).toMatchObject([{ line: 1, column: 1, message: 'expected a map' }]);
    },
  );
});
