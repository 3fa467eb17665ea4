import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loadYaml } from '@kubernetes/client-node';
import { statusOf } from '@tribble/api';
import { isValueMap, type ValueMap } from '@tribble/resource-repo/format';
import fc from 'fast-check';
import type { KubernetesObject } from '../objects/identity.ts';
import { type ObjectStatus, statusOfObject, type Verdict } from './status.ts';

/** A live object as a cluster gave it, or what differs in it from the one that the cases of a file share. */
type Golden = {
  name: string;
  object?: KubernetesObject;
  patch?: ValueMap;
  now?: string;
  firstSeen?: string;
  storageClass?: KubernetesObject;
  hasStatus?: boolean;
  /** What kstatus says, where that is something else. */
  kstatus?: ObjectStatus;
} & Omit<Verdict, 'recheckAt'> & { recheckAt?: string };

const folder = new URL('fixtures/', import.meta.url);
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return { name, ...loadYaml<{ live?: ValueMap; cases: Golden[] }>(text) };
});

/** JSON merge patch (RFC 7396). */
function merged(base: ValueMap, patch: ValueMap): ValueMap {
  const result = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    if (value === null) delete result[key];
    else result[key] = isValueMap(value) ? merged(isValueMap(before) ? before : {}, value) : value;
  }
  return result;
}

const judge = (golden: Golden, live: ValueMap = {}) => {
  const { object, patch = {}, now = '2026-11-21T12:01:00Z', firstSeen, storageClass, hasStatus } = golden;
  return statusOfObject(object ?? (merged(live, patch) as KubernetesObject), {
    now: new Date(now),
    ...(firstSeen !== undefined && { firstSeen: new Date(firstSeen) }),
    ...(storageClass && { storageClass }),
    ...(hasStatus !== undefined && { hasStatus }),
  });
};

describe.each(files)('statusOfObject of $name', ({ live, cases }) => {
  it.each(cases)('$name', (golden) => {
    const { status, reason, message, recheckAt } = golden;
    expect(judge(golden, live)).toEqual({
      status,
      reason,
      ...(message !== undefined && { message }),
      ...(recheckAt !== undefined && { recheckAt: new Date(recheckAt) }),
    });
  });
});

describe('the message of a verdict', () => {
  it('is short, whatever a controller quotes', () => {
    const live: KubernetesObject = {
      apiVersion: 'example.org/v1',
      kind: 'Widget',
      metadata: { name: 'gear' },
      status: { conditions: [{ type: 'Ready', status: 'False', message: 'x'.repeat(30_000) }] },
    };
    expect(statusOfObject(live, { now: new Date(0) }).message).toBe(`is not ready: ${'x'.repeat(500)}…`);
  });
});

describe('statusOfObject beside kstatus', () => {
  const differing = files.flatMap(({ live, cases }) =>
    cases.flatMap((golden) => (golden.kstatus === undefined ? [] : [{ ...golden, live }])),
  );

  it.each(differing)('differs for one $name', ({ live, kstatus, ...golden }) => {
    expect(judge(golden, live).status).not.toBe(kstatus);
  });
});

const kinds = files.flatMap(({ live, cases }) => [live, ...cases.map(({ object }) => object)]);
const known = kinds.flatMap((object) =>
  object ? [{ apiVersion: object['apiVersion'], kind: object['kind'] }] : [],
);

/** Objects of known kinds whose fields have their names and anything for a value. */
const field = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('True', 'False', '2026-11-21T12:00:00Z', 3, '3', []),
);
const conditions = fc.array(
  fc.oneof(
    anything,
    field(['type', 'status', 'reason', 'message', 'observedGeneration'], anything),
    fc.record({
      type: fc.constantFrom(
        'Ready',
        'Stalled',
        'Reconciling',
        'Available',
        'Progressing',
        'Failed',
        'Established',
      ),
      status: fc.constantFrom('True', 'False', 'Unknown'),
    }),
  ),
);
const liveObject = fc
  .record(
    {
      kind: fc.oneof(fc.constantFrom(...known), fc.jsonValue()),
      metadata: fc.oneof(
        anything,
        field(['name', 'generation', 'creationTimestamp', 'finalizers', 'annotations'], anything),
      ),
      spec: fc.oneof(anything, field(['replicas', 'type', 'updateStrategy', 'paused', 'suspend'], anything)),
      status: fc.oneof(
        anything,
        fc
          .tuple(
            field(['phase', 'replicas', 'containerStatuses', 'observedGeneration'], anything),
            conditions,
          )
          .map(([status, list]) => ({ ...status, conditions: list })),
      ),
    },
    { requiredKeys: ['kind'] },
  )
  .map(({ kind, ...rest }) => ({ ...(isValueMap(kind) ? kind : { kind }), ...rest }) as KubernetesObject);

describe('statusOfObject of anything', () => {
  const facts = fc.record({
    now: fc.date({ noInvalidDate: true }),
    hasStatus: fc.boolean(),
    storageClass: fc
      .oneof(liveObject, fc.constant(undefined))
      .map((each) => each ?? ({} as KubernetesObject)),
  });

  it('is a verdict whose reason fits its status, and leaves the object as it is', () => {
    fc.assert(
      fc.property(liveObject, facts, (object, given) => {
        const before = structuredClone(object);
        const verdict = statusOfObject(object, given);
        expect(object).toEqual(before);
        const byReason =
          { Clean: 'Current', Failed: 'Failed' }[statusOf(verdict.reason) as string] ?? 'under way';
        const isSettled = verdict.status === 'Current' || verdict.status === 'Failed';
        expect(byReason).toBe(isSettled ? verdict.status : 'under way');
        if (verdict.status !== 'Current') expect(verdict.message).toMatch(/\S/);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes with the time only when it says', () => {
    fc.assert(
      fc.property(liveObject, facts, fc.nat(100_000), (object, given, later) => {
        const verdict = statusOfObject(object, given);
        const now = new Date(given.now.getTime() + later);
        fc.pre(!Number.isNaN(now.getTime()));
        if (verdict.recheckAt === undefined || now < verdict.recheckAt) {
          expect(statusOfObject(object, { ...given, now })).toEqual(verdict);
        } else expect(statusOfObject(object, { ...given, now })).not.toHaveProperty('recheckAt');
      }),
      { numRuns: 2000 },
    );
  });
});
