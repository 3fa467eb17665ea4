import { describe, expect, it } from '@jest/globals';
import type { ValueMap } from '@tribble/resource-repo/format';
import { type Trouble, troublesOf } from './pod-troubles.ts';

const notReady = { type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'unready: [web]' };
const pod = (status: ValueMap): ValueMap => ({
  metadata: { name: 'web-1' },
  status: { phase: 'Pending', conditions: [notReady], ...status },
});
const container = (state: ValueMap, rest: ValueMap = {}): ValueMap => ({
  name: 'web',
  image: 'web:2',
  ready: false,
  state,
  ...rest,
});
const waiting = (reason: string, message?: string) =>
  container({ waiting: { reason, ...(message !== undefined && { message }) } });
const of = (...containerStatuses: ValueMap[]) => pod({ containerStatuses });
const running = (...containerStatuses: ValueMap[]) => pod({ phase: 'Running', containerStatuses });
const ended = (exitCode: number, reason?: string, message?: string) => ({
  terminated: {
    exitCode,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  },
});
const log = { pod: 'web-1', container: 'web' };

const cases: { name: string; given: ValueMap; expected: Trouble[] }[] = [
  { name: 'a pod without a status', given: {}, expected: [] },
  {
    name: 'a pod that starts',
    given: of(waiting('ContainerCreating'), waiting('PodInitializing')),
    expected: [],
  },
  {
    name: 'a pod that is ready, whatever it went through',
    given: pod({
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [container({ running: {} }, { lastState: ended(1) })],
    }),
    expected: [],
  },
  {
    name: 'a pod that has succeeded',
    given: pod({ phase: 'Succeeded', containerStatuses: [container(ended(0, 'Completed'))] }),
    expected: [],
  },
  {
    name: 'a pod without room',
    given: pod({
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message: '0/3 nodes are available.',
        },
      ],
    }),
    expected: [{ text: 'Unschedulable: 0/3 nodes are available.' }],
  },
  {
    name: 'an image that cannot be pulled',
    given: of(waiting('ImagePullBackOff', 'Back-off pulling image "web:2"')),
    expected: [{ text: 'ImagePullBackOff: Back-off pulling image "web:2"' }],
  },
  {
    name: 'an image that cannot be pulled, without a word',
    given: of(waiting('ErrImagePull')),
    expected: [{ text: 'ErrImagePull: image "web:2"' }],
  },
  {
    name: 'a missing Secret',
    given: of(waiting('CreateContainerConfigError', 'secret "token" not found')),
    expected: [{ text: 'CreateContainerConfigError: secret "token" not found' }],
  },
  {
    name: 'a container that is to run before the others',
    given: pod({
      initContainerStatuses: [waiting('InvalidImageName', 'couldn\'t parse "WEB"')],
      containerStatuses: [waiting('PodInitializing')],
    }),
    expected: [{ text: 'InvalidImageName: couldn\'t parse "WEB"' }],
  },
  {
    name: 'a crash loop, without the pause that its message names',
    given: running(
      container(
        { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=web' } },
        { lastState: ended(137, 'OOMKilled') },
      ),
    ),
    expected: [
      {
        text: 'CrashLoopBackOff: container web ended with exit code 137 (OOMKilled)',
        log: { ...log, previous: true },
      },
    ],
  },
  {
    name: 'a crash loop of a container that ends well',
    given: running(
      container({ waiting: { reason: 'CrashLoopBackOff' } }, { lastState: ended(0, 'Completed') }),
    ),
    expected: [
      {
        text: 'CrashLoopBackOff: container web ended with exit code 0 (Completed)',
        log: { ...log, previous: true },
      },
    ],
  },
  {
    name: 'a container that crashed and runs again',
    given: running(container({ running: {} }, { lastState: ended(1, 'Error', 'no database\n') })),
    expected: [
      {
        text: 'container web ended with exit code 1 (Error): no database',
        log: { ...log, previous: true },
      },
    ],
  },
  {
    name: 'a container that has ended for good',
    given: pod({ phase: 'Failed', containerStatuses: [container(ended(3))] }),
    expected: [{ text: 'container web ended with exit code 3', log: { ...log, previous: false } }],
  },
  {
    name: 'a pod that its node ended',
    given: pod({ phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' }),
    expected: [{ text: 'Evicted: The node was low on resource: memory.' }],
  },
  {
    name: 'a container that runs beside one that crashes',
    given: running(container({ running: {} }, { name: 'log' }), container(ended(1))),
    expected: [{ text: 'container web ended with exit code 1', log: { ...log, previous: false } }],
  },
  {
    name: 'a probe that fails',
    given: running(container({ running: {} }), container({ running: {} }, { name: 'log', ready: true })),
    expected: [{ text: 'container web not ready' }],
  },
  {
    name: 'two probes that fail',
    given: running(container({ running: {} }), container({ running: {} }, { name: 'log' })),
    expected: [{ text: 'containers web, log not ready' }],
  },
  {
    name: 'a readiness gate',
    given: pod({ phase: 'Running', containerStatuses: [container({ running: {} }, { ready: true })] }),
    expected: [{ text: 'unready: [web]' }],
  },
];

describe('troublesOf', () => {
  it.each(cases)('$name', ({ given, expected }) => {
    expect(troublesOf(given)).toEqual(expected);
  });
});
