import { describe, expect, it } from '@jest/globals';
import type { ExplanationLink, RolloutStatus } from '@tribble/api';
import fc from 'fast-check';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import { environment, type Files, gates, worldOf } from '../forecast/testing.ts';
import { reportOf } from '../testing.ts';
import { explain } from './index.ts';

const environments = ['latest', 'dev', 'pp', 'prod'];
const resources = ['a', 'b', 'group/c'];

const version = fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined });
const versions = fc.tuple(version, version, version);
const folder = fc.record({
  versions,
  bases: fc.subarray(resources, { minLength: 1 }),
  lock: fc.constantFrom(
    undefined,
    'env_lock: {reasons: [stop]}',
    'resource_locks: {a: {reasons: [stop]}}',
    '[',
  ),
  status: fc.constantFrom<RolloutStatus | 'Unreported'>(
    'Clean',
    'Clean',
    'InProgress',
    'Failed',
    'Unreported',
  ),
});
const rule = fc.record({
  perResource: fc.boolean(),
  preconditions: fc.constantFrom<unknown[]>([], ['SourceClean'], ['NoSuchGate']),
  resources: fc.record({ exclude: fc.subarray(resources) }),
});
const world = fc.record({
  folders: fc.tuple(folder, folder, folder, folder),
  rules: fc.tuple(rule, rule, rule),
  isPaused: fc.boolean(),
  deployed: fc.subarray(environments),
});

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function factsIn({ folders, rules, isPaused, deployed }: World): Facts {
  const files = folders.map(({ versions: own, bases, lock }, index): Files => {
    const name = environments[index] ?? '';
    const held = resources.flatMap((resource, at) =>
      own[at] === undefined ? [] : [[resource, own[at]] as const],
    );
    const locks: Files = lock === undefined ? {} : { [`${name}/locks.yaml`]: lock };
    return { ...environment(name, Object.fromEntries(held), bases), ...locks };
  });
  const transitions = rules.map((each, index) => {
    const [source, target] = [environments[index], environments[index + 1]];
    return `  ${target}: ${JSON.stringify({ source, target, ...each })}\n`;
  });
  const pauses: Files = isPaused ? { 'pauses.yaml': 'transitions: {pp: {reasons: [stop]}}' } : {};
  const deployers = Object.fromEntries(deployed.map((name) => [name, { type: 'Mock' }]));
  const named: Files = { 'deployers.yaml': JSON.stringify({ deployers }) };
  const all = Object.assign({}, ...files, pauses, named) as Files;
  return worldOf(transitions.toReversed().join(''), all, (snapshot) => ({
    statusOf: (name) => {
      const status = folders[environments.indexOf(name)]?.status;
      return status === 'Unreported' ? undefined : reportOf(snapshot, name, status);
    },
  }));
}

/** What the decision says of the transition that a link is of. */
const wordsOf: Readonly<Record<string, (result: { result: string; reason?: string } | 'pass') => boolean>> = {
  Moving: (result) => result === 'pass',
  Paused: (result) => result !== 'pass' && result.reason === 'Paused',
  EnvironmentLocked: (result) => result !== 'pass' && result.reason === 'TargetLocked',
  ConfigurationFault: (result) => result !== 'pass' && result.result === 'CheckFailed',
};

function isSaid(link: ExplanationLink, facts: Facts, resource: string): boolean {
  const judged = decide(facts, gates, { judgeAll: true }).judged.get(link.transition ?? '');
  if (judged === undefined) return false;
  const left = judged.candidate?.leftOut.find((each) => each.resource === resource)?.reason;
  const said = wordsOf[link.code ?? ''];
  if (said) return said(judged.result) && (link.code !== 'Moving' || left === undefined);
  if (link.code === 'ResourceLocked') return left === 'Locked';
  if (link.code === 'NoBase') return left === 'NoBase';
  return link.code === 'Gate' || link.code === 'Held' ? left === 'Held' || judged.result !== 'pass' : false;
}

const asked = fc.record({
  resource: fc.constantFrom(...resources),
  environment: fc.constantFrom('dev', 'pp', 'prod'),
});

describe('an explanation', () => {
  it('names as what stops a version what the decision names', () => {
    fc.assert(
      fc.property(world, asked, (here, question) => {
        const facts = factsIn(here);
        const answer = explain(facts, gates, question);
        if ('fault' in answer) return;
        const first = answer.links.find(({ state }) => state === 'blocking');
        // Where the version is there, or none can come, no decision is on it.
        if (first?.transition === undefined || first.code === 'Excluded') return;
        expect([first, isSaid(first, facts, question.resource)]).toEqual([first, true]);
      }),
      { numRuns: 200 },
    );
  });

  it('has an arrival exactly where nothing stops the version, and something to do about the rest', () => {
    fc.assert(
      fc.property(world, asked, (here, question) => {
        const answer = explain(factsIn(here), gates, question);
        if ('fault' in answer) return;
        const stops = answer.links.filter(({ state }) => state === 'blocking');
        expect(answer.arrived).toBe(stops.length === 0);
        expect(stops.filter(({ code }) => code === undefined)).toEqual([]);
        for (const link of answer.links.filter(({ state }) => state !== 'done'))
          expect(link.nextAction).toMatch(/\w/);
      }),
      { numRuns: 200 },
    );
  });
});
