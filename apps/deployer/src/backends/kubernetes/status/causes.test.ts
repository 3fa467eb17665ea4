import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { KubernetesObject } from '../objects/identity.ts';
import { causesOf, crashLogOf, type Findings } from './causes.ts';

const uid = '2f0c1d9e-8a47-4c0b-9f57-0d1f2a3b4c5d';
const deployment: KubernetesObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'dev', uid: 'd' },
};
const owner: ValueMap = { kind: 'ReplicaSet', metadata: { name: 'web-7c5ddbdf54', uid: 'r' } };
const pod = (suffix: string, state: ValueMap, rest: ValueMap = {}): ValueMap => ({
  metadata: { name: `web-7c5ddbdf54-${suffix}`, uid: `p-${suffix}` },
  status: {
    phase: 'Running',
    containerStatuses: [{ name: 'web', image: 'web:2', ready: false, state, ...rest }],
  },
});
const pull = { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' } };
const crash = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } };
const killed = { lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } };
const ready = (suffix: string): ValueMap => ({
  ...pod(suffix, { running: {} }),
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});
const event = (
  about: string,
  reason: string,
  message: string,
  firstTimestamp = '2026-11-21T12:00:00Z',
): ValueMap => ({
  metadata: { name: `${about}.${reason}` },
  involvedObject: { uid: about },
  type: 'Warning',
  reason,
  message,
  firstTimestamp,
});
const find = (pods: ValueMap[], events: ValueMap[] = [], workload = deployment): Findings => ({
  workload,
  owner,
  pods,
  events,
});
const failing = (message: string): KubernetesObject => ({
  ...deployment,
  status: { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }] },
});

const cases: { name: string; given: Findings; log?: string; expected: string[] }[] = [
  { name: 'nothing is known', given: find([]), expected: [] },
  { name: 'all is well', given: find([ready('aaaaa')]), expected: [] },
  {
    name: 'one pod of three is in trouble',
    given: find([ready('aaaaa'), pod('bbbbb', pull), ready('ccccc')]),
    expected: ['ImagePullBackOff: Back-off pulling image "x"'],
  },
  {
    name: 'several pods suffer from the same, most of them first',
    given: find([pod('aaaaa', crash, killed), pod('bbbbb', pull), pod('ccccc', pull)]),
    expected: [
      '2 pods: ImagePullBackOff: Back-off pulling image "x"',
      'CrashLoopBackOff: container web ended with exit code 137 (OOMKilled)',
    ],
  },
  {
    name: 'a log tells why',
    given: find([pod('aaaaa', crash, killed), pod('bbbbb', crash, killed)]),
    log: 'reading settings\npanic: no database',
    expected: [
      '2 pods: CrashLoopBackOff: container web ended with exit code 137 (OOMKilled)',
      'the log of container web ends:\nreading settings\npanic: no database',
    ],
  },
  {
    name: 'messages differ in the names of the pods',
    given: find(
      ['x2x4z', 'bbbbb'].map((suffix) => {
        const message = `failed to create container=web pod=web-7c5ddbdf54-${suffix}_dev(${uid})`;
        return pod(suffix, { waiting: { reason: 'RunContainerError', message } });
      }),
    ),
    expected: ['2 pods: RunContainerError: failed to create container=web pod=*'],
  },
  {
    name: 'events say more',
    given: find(
      [pod('aaaaa', { running: {} })],
      [
        event('p-aaaaa', 'Unhealthy', 'Readiness probe failed: 503', '2026-11-21T12:00:02Z'),
        event('p-aaaaa', 'FailedMount', 'secret "token" not found', '2026-11-21T12:00:01Z'),
      ],
    ),
    expected: [
      'container web not ready',
      'Unhealthy: Readiness probe failed: 503',
      'FailedMount: secret "token" not found',
    ],
  },
  {
    name: 'each reason counts once, as it first happened last',
    given: find(
      [],
      [
        event('r', 'FailedCreate', 'older', '2026-11-21T12:00:01Z'),
        event('d', 'FailedCreate', 'newer', '2026-11-21T12:00:02Z'),
        { ...event('r', 'FailedCreate', 'oldest', '2026-11-21T12:00:00Z'), count: 40 },
      ],
    ),
    expected: ['FailedCreate: newer'],
  },
  {
    name: 'times stand elsewhere in an event',
    given: find(
      [],
      [
        { ...event('d', 'A', 'a', ''), eventTime: '2026-11-21T12:00:01.000000Z' },
        { ...event('d', 'B', 'b', ''), metadata: { name: 'b', creationTimestamp: '2026-11-21T12:00:02Z' } },
      ],
    ),
    expected: ['B: b', 'A: a'],
  },
  {
    name: 'events are about others, about the past, or no warnings',
    given: find(
      [ready('aaaaa')],
      [
        event('other', 'FailedMount', 'of another workload'),
        event('p-aaaaa', 'Unhealthy', 'of a pod that is ready now'),
        { ...event('d', 'ScalingReplicaSet', 'Scaled up'), type: 'Normal' },
      ],
    ),
    expected: [],
  },
  {
    name: 'events repeat what pods say',
    given: find(
      [pod('aaaaa', pull)],
      [
        event('p-aaaaa', 'BackOff', 'Back-off pulling image "x"'),
        event('p-aaaaa', 'Failed', 'Error: ImagePullBackOff'),
        event('p-aaaaa', 'FailedScheduling', '0/3 nodes are available'),
        event('p-aaaaa', 'Pull', 'Back-off pulling image "x"'),
      ],
    ),
    expected: ['ImagePullBackOff: Back-off pulling image "x"'],
  },
  {
    name: 'an event repeats a condition, which the verdict tells, for a pod of another name',
    given: find(
      [],
      [
        event(
          'r',
          'FailedCreate',
          'Error creating: pods "web-7c5ddbdf54-bbbbb" is forbidden: exceeded quota',
        ),
      ],
      failing('pods "web-7c5ddbdf54-x2x4z" is forbidden: exceeded quota'),
    ),
    expected: [],
  },
  {
    name: 'events are many, and long',
    given: find(
      [],
      ['A', 'B', 'C', 'D', 'E', 'F'].map((reason) => event('d', reason, reason.repeat(600))),
    ),
    expected: ['A', 'B', 'C', 'D', 'E'].map((reason) => `${reason}: ${reason.repeat(497)}…`),
  },
];

describe('causesOf', () => {
  it.each(cases)('where $name', ({ given, log, expected }) => {
    expect(causesOf(given, log)).toEqual(expected);
  });

  it('does not depend on the order in which a server lists', () => {
    const pods = [pod('aaaaa', crash, killed), pod('bbbbb', pull), pod('ccccc', pull), ready('ddddd')];
    const events = ['A', 'B', 'C'].map((reason) => event('r', reason, reason.toLowerCase()));
    const expected = causesOf(find(pods, events), 'log');
    const shuffled = <Item>(items: Item[]) => fc.shuffledSubarray(items, { minLength: items.length });
    fc.assert(
      fc.property(shuffled(pods), shuffled(events), (somePods, someEvents) => {
        expect(causesOf(find(somePods, someEvents), 'log')).toEqual(expected);
      }),
    );
  });

  it('survives anything', () => {
    const anything = fc.array(
      fc.dictionary(fc.constantFrom('metadata', 'status', 'type', 'reason'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(anything, anything, fc.jsonValue(), (pods, events, metadata) => {
        const findings = { workload: deployment, owner: { metadata }, pods, events } as Findings;
        expect(causesOf(findings).every((cause) => cause.length > 0)).toBe(true);
      }),
    );
  });
});

describe('crashLogOf', () => {
  it('is that of the crash that most pods have, in the first of them', () => {
    const ended = { terminated: { exitCode: 1 } };
    const pods = [pod('aaaaa', ended), pod('ccccc', crash, killed), pod('bbbbb', crash, killed)];
    const expected = { pod: 'web-7c5ddbdf54-bbbbb', container: 'web', previous: true };
    expect(crashLogOf(find(pods))).toEqual(expected);
  });

  it('is none where nothing crashes', () => {
    expect(crashLogOf(find([pod('aaaaa', pull)]))).toBeUndefined();
  });
});
