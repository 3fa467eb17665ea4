import { describe, expect, it } from '@jest/globals';
import type { EnvironmentStatus, Problem, ResourceStatus } from '@tribble/api';
import type { RenderedEnvironment, RenderedResource } from '@tribble/resource-repo/format';
import type { LiveObject } from './live.ts';
import { environmentStatus, type Failure, resourceStatus, unreachableStatus } from './status.ts';

const s1: RenderedResource = {
  name: 's1',
  path: 'dev/base/s1.yaml',
  version: '2',
  versionId: 'b'.repeat(40),
  revision: 'r2',
  digest: 'sha256:new',
  objects: [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 's1' } }],
};
const desiredPart = { version: '2', versionId: 'b'.repeat(40), revision: 'r2' };
const clean: LiveObject = {
  kind: 'Deployment',
  namespace: 'dev',
  name: 's1',
  digest: 'sha256:new',
  revision: 'r2',
  version: '2',
  reason: 'Clean',
};
const old: LiveObject = { ...clean, digest: 'sha256:old', revision: 'r1', version: '1' };
const missing: LiveObject = { kind: 'Service', name: 's1', reason: 'NotDeployed' };

describe('resourceStatus', () => {
  type Expected = Pick<ResourceStatus, 'status' | 'reason' | 'message'> & { objects: string[] };
  const cases: { name: string; live: LiveObject[]; failure?: Failure; expected: Expected }[] = [
    { name: 'clean', live: [clean], expected: { status: 'Clean', reason: 'Clean', objects: ['Clean'] } },
    {
      name: 'in progress, with why',
      live: [{ ...clean, reason: 'NotAllUpdated', message: 'has updated 1 of 2 replicas' }],
      expected: {
        status: 'InProgress',
        reason: 'NotAllUpdated',
        message: 'has updated 1 of 2 replicas',
        objects: ['NotAllUpdated'],
      },
    },
    {
      name: 'other content',
      live: [old],
      expected: { status: 'Outdated', reason: 'OutOfDate', objects: ['OutOfDate'] },
    },
    {
      name: 'the same content of another revision',
      live: [{ ...clean, revision: 'r1' }],
      expected: { status: 'Outdated', reason: 'OutOfDate', objects: ['OutOfDate'] },
    },
    {
      name: 'an object that somebody else made',
      live: [{ kind: 'Deployment', name: 's1', reason: 'Clean' }],
      expected: { status: 'Outdated', reason: 'OutOfDate', objects: ['OutOfDate'] },
    },
    {
      name: 'the old version still rolling out',
      live: [{ ...old, reason: 'UpdatedUnavailable' }],
      expected: { status: 'InProgress', reason: 'UpdatedUnavailable', objects: ['UpdatedUnavailable'] },
    },
    {
      name: 'failed',
      live: [{ ...clean, reason: 'Failed', message: 'exceeded its progress deadline' }],
      expected: {
        status: 'Failed',
        reason: 'Failed',
        message: 'exceeded its progress deadline',
        objects: ['Failed'],
      },
    },
    {
      name: 'nothing deployed',
      live: [missing],
      expected: { status: 'Outdated', reason: 'NotDeployed', objects: ['NotDeployed'] },
    },
    {
      name: 'nothing live at all',
      live: [],
      expected: { status: 'Outdated', reason: 'NotDeployed', objects: [] },
    },
    {
      name: 'an object that cannot be read',
      live: [{ ...missing, reason: 'Unreachable', message: 'forbidden' }],
      expected: { status: 'Outdated', reason: 'Unreachable', message: 'forbidden', objects: ['Unreachable'] },
    },
    {
      name: 'several objects, one of them missing',
      live: [clean, missing],
      expected: { status: 'Outdated', reason: 'NotDeployed', objects: ['Clean', 'NotDeployed'] },
    },
    {
      name: 'several objects, the worst one decides',
      live: [
        missing,
        { ...clean, reason: 'NotYetObserved' },
        { ...clean, reason: 'Failed', message: 'broken' },
        clean,
      ],
      expected: {
        status: 'Failed',
        reason: 'Failed',
        message: 'broken',
        objects: ['NotDeployed', 'NotYetObserved', 'Failed', 'Clean'],
      },
    },
    {
      name: 'refused by the backend',
      live: [old],
      failure: { message: 'the API server answered 422', transient: false },
      expected: {
        status: 'Failed',
        reason: 'Failed',
        message: 'the API server answered 422',
        objects: ['OutOfDate'],
      },
    },
    {
      name: 'not applied for now',
      live: [old],
      failure: { message: 'the API server answered 429', transient: true },
      expected: {
        status: 'Outdated',
        reason: 'Unreachable',
        message: 'the API server answered 429',
        objects: ['OutOfDate'],
      },
    },
  ];
  it.each(cases)('$name', ({ live, failure, expected }) => {
    const { objects, ...rest } = expected;
    const status = resourceStatus(s1, live, failure);
    expect(status).toMatchObject({ ...rest, ...desiredPart });
    expect(status.message).toBe(expected.message);
    expect(status.objects.map((object) => object.reason)).toEqual(objects);
  });

  it('tells what is live from what is desired', () => {
    expect(resourceStatus(s1, [old])).toEqual({
      status: 'Outdated',
      reason: 'OutOfDate',
      ...desiredPart,
      liveVersion: '1',
      liveRevision: 'r1',
      objects: [
        { kind: 'Deployment', namespace: 'dev', name: 's1', status: 'Outdated', reason: 'OutOfDate' },
      ],
    });
  });

  it('has no version where a whole manifest has none', () => {
    const { version: _version, versionId: _id, ...whole } = s1;
    const { version: _live, ...object } = clean;
    expect(Object.keys(resourceStatus(whole, [object]))).toEqual([
      'status',
      'reason',
      'revision',
      'liveRevision',
      'objects',
    ]);
  });
});

const problem: Problem = {
  path: 'dev/base/s2.yaml',
  line: 3,
  column: 1,
  message: 'is no map',
  hint: 'make it one',
};

function rendered(parts: Partial<RenderedEnvironment> = {}): RenderedEnvironment {
  return {
    name: 'dev',
    tree: 't'.repeat(40),
    resources: new Map([['s1', s1]]),
    invalid: new Map(),
    problems: [],
    ...parts,
  };
}
const invalid = rendered({ invalid: new Map([['s2', [problem]]]), problems: [problem] });

describe('environmentStatus', () => {
  const facts = { type: 'Mock', revision: 'r3', failures: new Map() };
  const withS2 = rendered({
    resources: new Map([
      ['s1', s1],
      ['s2', { ...s1, name: 's2' }],
    ]),
  });
  const cases: {
    name: string;
    rendered: RenderedEnvironment;
    live: [string, LiveObject[]][];
    status: string;
  }[] = [
    { name: 'clean', rendered: rendered(), live: [['s1', [clean]]], status: 'Clean' },
    { name: 'empty', rendered: rendered({ resources: new Map() }), live: [], status: 'Clean' },
    {
      name: 'one clean, one outdated',
      rendered: withS2,
      live: [
        ['s1', [clean]],
        ['s2', [old]],
      ],
      status: 'Outdated',
    },
    { name: 'one outdated, one nowhere', rendered: withS2, live: [['s1', [old]]], status: 'Outdated' },
    {
      name: 'one outdated, one in progress',
      rendered: withS2,
      live: [
        ['s1', [old]],
        ['s2', [{ ...clean, reason: 'NoStatus' }]],
      ],
      status: 'InProgress',
    },
    {
      name: 'one in progress, one failed',
      rendered: withS2,
      live: [
        ['s1', [{ ...clean, reason: 'Failed' }]],
        ['s2', [{ ...clean, reason: 'NoStatus' }]],
      ],
      status: 'Failed',
    },
    { name: 'clean but for a bad file', rendered: invalid, live: [['s1', [clean]]], status: 'Failed' },
    {
      name: 'clean but for a problem of no resource',
      rendered: rendered({ problems: [{ path: 'dev/locks.yaml', message: 'unknown key' }] }),
      live: [['s1', [clean]]],
      status: 'Failed',
    },
  ];
  it.each(cases)('$name is $status', ({ rendered: environment, live, status }) => {
    expect(environmentStatus({ ...facts, rendered: environment, live: new Map(live) }).status).toBe(status);
  });

  it('a refused resource makes its environment failed, and says why', () => {
    const failures = new Map([['s1', { message: 'no', transient: false }]]);
    const status = environmentStatus({
      ...facts,
      rendered: rendered(),
      live: new Map([['s1', [old]]]),
      failures,
    });
    expect(status).toMatchObject({
      status: 'Failed',
      resources: { s1: { status: 'Failed', message: 'no' } },
    });
  });

  it('is one value for all that is known', () => {
    const live = new Map([['s1', [clean]]]);
    const observed = { ...facts, rendered: invalid, live, frozen: 'f'.repeat(40), message: 'paused' };
    expect(environmentStatus(observed)).toEqual({
      type: 'Mock',
      status: 'Failed',
      message: 'paused',
      revision: 'r3',
      tree: 't'.repeat(40),
      frozen: 'f'.repeat(40),
      resources: {
        s1: expect.objectContaining({ status: 'Clean', liveVersion: '2' }),
        s2: {
          status: 'Failed',
          reason: 'Invalid',
          message: 'dev/base/s2.yaml:3:1: is no map (make it one)',
          objects: [],
        },
      },
      problems: [problem],
    });
  });
});

describe('unreachableStatus', () => {
  const refused = { message: 'refused', since: undefined };
  const known: EnvironmentStatus = {
    type: 'Mock',
    status: 'Clean',
    revision: 'r1',
    tree: 'o'.repeat(40),
    resources: { s1: resourceStatus(s1, [clean]) },
    problems: [],
  };

  it('keeps what was last known, without revision and tree', () => {
    expect(unreachableStatus({ type: 'Mock', rendered: rendered() }, refused, known)).toEqual({
      type: 'Mock',
      status: 'Outdated',
      message: 'refused',
      resources: known.resources,
      problems: [],
    });
  });

  it('says since when', () => {
    const since = new Date('2026-11-21T12:00:00Z');
    expect(
      unreachableStatus({ type: 'Mock', rendered: rendered() }, { ...refused, since }, known),
    ).toMatchObject({
      message: 'Unreachable since 2026-11-21T12:00:00.000Z: refused',
      unreachableSince: '2026-11-21T12:00:00.000Z',
    });
  });

  it('names what was never seen, and what is invalid, whatever was known of it', () => {
    const subject = { type: 'Mock', rendered: invalid, frozen: 'f'.repeat(40) };
    const last = { ...known, resources: { s2: resourceStatus(s1, [clean]) } };
    expect(unreachableStatus(subject, refused, last)).toMatchObject({
      status: 'Outdated',
      frozen: 'f'.repeat(40),
      resources: {
        s1: { status: 'Outdated', reason: 'Unreachable', ...desiredPart, objects: [] },
        s2: { status: 'Failed', reason: 'Invalid' },
      },
      problems: [problem],
    });
  });
});
