import { describe, expect, it } from '@jest/globals';
import type { Deployment } from '@tribble/api';
import { parseLocks } from '@tribble/resource-repo/format';
import { fileOf, noon, snapshotOf } from '../testing.ts';
import { deploymentEdit, type VersionContent } from './deployment.ts';

const content = (order: number, version: string, more = ''): VersionContent => {
  const text = `version: "${version}"\n${more}`;
  return { id: fileOf('x', text).id, version, text, order };
};
const [one, two, twoAgain] = [content(1, '1'), content(2, '2'), content(3, '2', 'level: debug\n')] as const;
const snapshot = snapshotOf({
  'dev/base/s1.yaml': 'base',
  'dev/version/s1.yaml': 'version: "1"\n',
  'dev/base/new.json': '{}',
  'pp/version/s1.yml': 'version: "0"',
  'pp/locks.yaml': '# mine\nenv_lock: {reasons: [fair]}\n',
  'twice/version/s1.yml': 'version: "0"',
  'twice/version/s1.yaml': 'version: "0"',
  'broken/version/s1.yaml': 'version: "0"',
  'broken/locks.yaml': 'env_lokc: {}',
});
const author = { name: 'Ann', email: 'ann@x' };

function deployed(
  request: Partial<Deployment> & Pick<Deployment, 'changes'>,
  by: typeof author | undefined = author,
) {
  return deploymentEdit(
    { message: 'hotfix', ...request },
    {
      snapshot,
      versionsOf: (resource) => (resource === 'none' ? [] : [twoAgain, one, two]),
      author: by,
      now: noon,
    },
  );
}
const change = (resource: string, environment: string, version: string) => ({
  resource,
  environment,
  version,
});

/** The files of the commit, which must be possible. */
function filesOf(request: Partial<Deployment> & Pick<Deployment, 'changes'>) {
  const result = deployed(request);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return Object.fromEntries(result.edit.files);
}

describe('the commit of a deployment', () => {
  it.each([
    {
      name: 'a version by its text',
      changes: [change('s1', 'dev', '1')],
      files: { 'dev/version/s1.yaml': one.text },
    },
    {
      name: 'of several contents of one version the newest',
      changes: [change('s1', 'dev', '2')],
      files: { 'dev/version/s1.yaml': twoAgain.text },
    },
    {
      name: 'exactly one content by its id',
      changes: [change('s1', 'dev', two.id)],
      files: { 'dev/version/s1.yaml': two.text },
    },
    {
      name: 'the first version of a resource with a base',
      changes: [change('new', 'dev', '1')],
      files: { 'dev/version/new.yaml': one.text },
    },
    {
      name: 'several environments; a file keeps its extension',
      changes: [change('s1', 'dev', '1'), change('s1', 'pp', '1')],
      files: { 'dev/version/s1.yaml': one.text, 'pp/version/s1.yml': one.text },
    },
  ])('$name', ({ changes, files }) => {
    expect(filesOf({ changes })).toEqual(files);
  });

  it('has a message, trailers and an author', () => {
    const changes = [change('s1', 'dev', '1'), change('new', 'dev', '1'), change('s1', 'pp', '1')];
    const result = deployed({ message: ' hotfix\n\nfor ticket 7\n', changes });
    expect(result).toMatchObject({
      edit: {
        author,
        message: {
          subject: 'hotfix',
          body: '\nfor ticket 7',
          trailers: [
            ['Tribble-Action', 'deploy'],
            ['Tribble-Target', 'dev'],
            ['Tribble-Target', 'pp'],
            ['Tribble-Resource', 's1'],
            ['Tribble-Resource', 'new'],
          ],
        },
      },
    });
  });

  it('locks what it deploys where that is asked for, beside the locks that are there', () => {
    const changes = [change('s1', 'dev', '1'), change('new', 'dev', '1'), change('s1', 'pp', '1')];
    const files = filesOf({ changes, lock: true });
    expect(Object.keys(files).sort()).toEqual([
      'dev/locks.yaml',
      'dev/version/new.yaml',
      'dev/version/s1.yaml',
      'pp/locks.yaml',
      'pp/version/s1.yml',
    ]);
    const reason = { reason: 'hotfix', by: 'Ann <ann@x>', at: '2026-11-21T12:00:00.000Z' };
    const dev = parseLocks(fileOf('dev/locks.yaml', files['dev/locks.yaml'] ?? '')).locks;
    expect(Object.fromEntries(dev.resources)).toEqual({ s1: [reason], new: [reason] });
    expect(files['pp/locks.yaml']).toMatch(/^# mine\nenv_lock:.*fair/);
    expect(
      parseLocks(fileOf('pp/locks.yaml', files['pp/locks.yaml'] ?? '')).locks.resources.get('s1'),
    ).toEqual([reason]);
  });

  it('names no author where nobody is known', () => {
    const result = deploymentEdit(
      { message: 'm', changes: [change('s1', 'dev', '1')], lock: true },
      { snapshot, versionsOf: () => [one], author: undefined, now: noon },
    );
    expect('edit' in result && 'author' in result.edit).toBe(false);
    expect('edit' in result && result.edit.files.get('dev/locks.yaml')).not.toContain('by:');
  });
});

describe('a deployment that is refused', () => {
  it.each([
    {
      name: 'an unknown environment',
      changes: [change('s1', 'nowhere', '1')],
      faults: [{ path: '/body/changes/0/environment', message: 'there is no environment "nowhere"' }],
    },
    {
      name: 'a version that never was',
      changes: [change('s1', 'dev', '9')],
      faults: [{ path: '/body/changes/0/version', message: 's1 never had a version "9"' }],
    },
    {
      name: 'a missing base',
      changes: [change('other', 'dev', '1')],
      faults: [
        {
          path: '/body/changes/0/resource',
          message: 'dev/base/other.yaml is missing, so other cannot run there',
        },
      ],
    },
    {
      name: 'a name that leaves the folder',
      changes: [change('../../etc/passwd', 'dev', '1')],
      faults: [{ path: '/body/changes/0/resource', message: expect.stringContaining('is missing') }],
    },
    {
      name: 'the same resource twice',
      changes: [change('s1', 'dev', '1'), change('s1', 'pp', '1'), change('s1', 'dev', '2')],
      faults: [{ path: '/body/changes/2/resource', message: 's1 is asked for twice in dev' }],
    },
    {
      name: 'a resource with two version files',
      changes: [change('s1', 'twice', '1')],
      faults: [
        {
          path: '/body/changes/0/resource',
          message: 's1 is there twice: keep one of twice/version/s1.yaml, twice/version/s1.yml',
        },
      ],
    },
    {
      name: 'a lock in a file that cannot be read',
      changes: [change('s1', 'broken', '1')],
      lock: true,
      faults: [
        {
          path: '/body/lock',
          message: expect.stringContaining('broken/locks.yaml:1:1: env_lokc: unknown key'),
        },
      ],
    },
    {
      name: 'all faults at once',
      message: ' \n',
      changes: [change('s1', 'dev', '1'), change('s1', 'dev', '9'), change('x', 'nowhere', '1')],
      lock: true,
      faults: [
        { path: '/body/message', message: 'say why' },
        { path: '/body/changes/1/version', message: 's1 never had a version "9"' },
        { path: '/body/changes/2/environment', message: 'there is no environment "nowhere"' },
      ],
    },
  ])('$name', ({ faults, ...request }) => {
    expect(deployed(request)).toEqual({ faults });
  });
});
