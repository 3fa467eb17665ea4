import { expect, it } from '@jest/globals';
import { GitError, PushRejected } from '@tribble/resource-repo';
import { turnFailure } from './turn-failure.ts';

const push = 'push --quiet origin 4f0d6ea1c2b3:refs/heads/main';
const rejected = (id: string) =>
  `remote: main is protected\nTo /srv/repo.git\n ! [remote rejected] ${id} -> main (pre-receive hook declined)\nerror: failed to push some refs to '/srv/repo.git'\n`;

it.each([
  {
    name: 'a hook',
    error: new GitError(push, rejected('a1'.repeat(20))),
    reason: 'push-refused',
    message:
      'the remote refuses what is pushed to main: remote: main is protected; ! [remote rejected] … -> main (pre-receive hook declined)',
  },
  {
    name: 'an account that may only read',
    error: new GitError(
      push,
      "fatal: unable to access 'https://ann:x@host/': The requested URL returned error: 403",
    ),
    reason: 'push-refused',
    message:
      "the remote refuses what is pushed to main: fatal: unable to access 'https://***@host/': The requested URL returned error: 403",
  },
  {
    name: 'a network that breaks during the push',
    error: new GitError(push, 'fatal: the remote end hung up unexpectedly'),
    reason: 'push-failed',
    message: 'the push to main failed: fatal: the remote end hung up unexpectedly',
  },
  {
    name: 'a remote that is away',
    error: new GitError('ls-remote origin', 'fatal: Connection refused'),
    reason: 'repository-unreachable',
    message: 'the resource repository cannot be read: fatal: Connection refused',
  },
  {
    name: 'writers that are always faster',
    error: new PushRejected(undefined, 'nothing was committed: in 21 tries the branch main has moved on'),
    reason: 'push-overtaken',
    message: 'nothing was committed: in 21 tries the branch main has moved on',
  },
  {
    name: 'what nobody foresaw',
    error: new Error('no route to https://ann:x@host/'),
    reason: 'unexpected-error',
    message: 'no route to https://***@host/',
  },
])('$name is $reason', ({ error, reason, message }) => {
  expect(turnFailure(error, 'main')).toMatchObject({ reason, message, error });
});

it('is the same for the same cause, whichever commit was refused', () => {
  const [one, other] = ['0a'.repeat(20), 'f3'.repeat(20)].map((id) =>
    turnFailure(new GitError(push, rejected(id)), 'main'),
  );
  expect(one?.message).toBe(other?.message);
});
