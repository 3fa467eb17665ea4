import type { Fixture } from '@tribble/git-fixture';
import { record, type temporary } from '../harness.contract.ts';

/** A time at which the shop is as the tests tell it. */
export const noon = ['--now', '2026-11-21T12:00:00Z'];

const template = `
commits:
  - name: pipeline
    date: 2026-11-20T09:00:00Z
    files:
      deployers.yaml: |
        deployers: {dev: {type: Mock}, pp: {type: Mock}, prod: {type: Mock}}
      transitions.yaml: |
        transitions:
          prod:
            source: pp
            target: prod
            preconditions:
              - SourceClean
              - Soak: {for: 1h}
          pp:
            source: dev
            target: pp
            preconditions: [SourceClean]
          dev: {source: latest, target: dev}
      dev/base/s1.yaml: &base |
        {apiVersion: v1, kind: ConfigMap, metadata: {name: s1}}
      pp/base/s1.yaml: *base
      prod/base/s1.yaml: *base
  - name: released
    date: 2026-11-20T10:00:00Z
    files:
      latest/version/s1.yaml: &old |
        version: "1"
      dev/version/s1.yaml: *old
      pp/version/s1.yaml: *old
      prod/version/s1.yaml: *old
  - name: registered
    date: 2026-11-21T11:00:00Z
    files:
      latest/version/s1.yaml: &new |
        version: "2"
      dev/version/s1.yaml: *new
      pp/version/s1.yaml: *new
  - name: locked
    date: 2026-11-21T11:10:00Z
    files:
      prod/locks.yaml: |
        env_lock: {reasons: [{reason: release day, by: Ann, until: 2026-11-21T18:00:00Z}]}
  - name: asking
    date: 2026-11-21T11:20:00Z
    files:
      prod/locks.yaml: null
      transitions.yaml: |
        transitions:
          prod:
            source: pp
            target: prod
            preconditions:
              - Http: {url: "https://qa.example.org/verdict", expect: {status: 200}}
`;

type Point = 'registered' | 'locked' | 'asking';

/** A pipeline where version 2 of s1 is everywhere but in prod; `upTo` names its newest commit. */
export async function shop({ repository }: ReturnType<typeof temporary>, upTo: Point): Promise<Fixture> {
  return await repository(`refs: {main: ${upTo}}\n${template}`);
}

/** The deployers have seen dev and pp as they are now, and are content. */
export async function recordShop(fixture: Fixture): Promise<void> {
  for (const environment of ['dev', 'pp']) {
    const versionId = await fixture.git('rev-parse', `main:${environment}/version/s1.yaml`);
    const resource = { status: 'Clean', version: '2', versionId } as const;
    await record(fixture, {
      ...{ environment, at: '2026-11-21T11:30:00.000Z' },
      resources: new Map([['s1', resource]]),
    });
  }
}
