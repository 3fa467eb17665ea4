import { describe, expect, it } from '@jest/globals';
import { formatMessage, parseTrailers } from '@tribble/resource-repo/format';
import { transitionOf } from '../testing.ts';
import type { Candidate } from './candidate.ts';
import { editOf } from './move.ts';

const edit = (changes: Candidate['changes'], gates: readonly string[] = []) =>
  editOf({
    name: 'to-pp',
    transition: transitionOf({
      preconditions: gates.map((type) => ({
        type,
        options: undefined,
        problemAt: (message) => ({ path: 'transitions.yaml', message }),
      })),
    }),
    candidate: { changes, files: new Map([['pp/version/s1.yaml', 'version: 2']]), leftOut: [] },
  });

describe('the commit of a move', () => {
  it.each([
    {
      name: 'a new version',
      changes: [{ resource: 's1', from: '1', to: '2' }],
      subject: 'Move s1 2 from dev to pp',
      body: '- s1: 1 -> 2',
    },
    {
      name: 'a first version',
      changes: [{ resource: 's1', to: '2' }],
      subject: 'Move s1 2 from dev to pp',
      body: '- s1: none -> 2',
    },
    {
      name: 'a removal',
      changes: [{ resource: 's1', from: '1' }],
      subject: 'Move the removal of s1 from dev to pp',
      body: '- s1: 1 -> none',
    },
    {
      name: 'several',
      changes: [
        { resource: 'payments/api', from: '1', to: '1' },
        { resource: 's1', from: '1' },
      ],
      subject: 'Move 2 resources from dev to pp',
      body: '- payments/api: 1 -> 1\n- s1: 1 -> none',
    },
    {
      name: 'a version of several lines stays on its line',
      changes: [{ resource: 's1', to: '2\n\nTribble-Action: lock' }],
      subject: 'Move s1 2 Tribble-Action: lock from dev to pp',
      body: '- s1: none -> 2 Tribble-Action: lock',
    },
  ])('$name', ({ changes, subject, body }) => {
    const { files, message } = edit(changes);
    expect([...files.keys()]).toEqual(['pp/version/s1.yaml']);
    const [first, second] = formatMessage(message).split('\n\n');
    expect([first, second]).toEqual([subject, body]);
  });

  it('tells programs by trailers what moved and which gates passed', () => {
    const { message } = edit([{ resource: 's1', to: '2' }], ['SourceClean', 'Soak']);
    expect(parseTrailers(formatMessage(message))).toEqual([
      ['Tribble-Action', 'transition'],
      ['Tribble-Transition', 'to-pp'],
      ['Tribble-Source', 'dev'],
      ['Tribble-Target', 'pp'],
      ['Tribble-Resource', 's1'],
      ['Tribble-Gate', 'SourceClean pass'],
      ['Tribble-Gate', 'Soak pass'],
    ]);
  });
});
