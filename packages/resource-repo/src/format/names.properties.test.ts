import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseApprovals } from './approvals.ts';
import { addApprovals } from './approvals-edit.ts';
import { parseDeployers } from './deployers.ts';
import type { SettingsEdit } from './edit-document.ts';
import type { RepositoryFile } from './file.ts';
import { isEnvironmentName, isResourceName, isTransitionName } from './layout.ts';
import { parseLocks } from './locks.ts';
import { addLock, removeLock } from './locks-edit.ts';
import { parsePauses } from './pauses.ts';
import { addPause, removePause } from './pauses-edit.ts';
import { formatMessage, parseTrailers } from './trailers.ts';
import { parseTransitions } from './transitions.ts';

const file = (text: string): RepositoryFile => ({ path: 'x.yaml', id: '', content: { text } });

/** Names that YAML or JavaScript would take for something else. */
const odd = ['007', '7', '1.10', '1e3', '0x10', '0o7', 'null', 'true', 'yes', '__proto__', 'constructor'];
const word = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,8}$/);
const resources = fc
  .oneof(
    fc.constantFrom(...odd),
    word,
    fc.tuple(word, word).map((parts) => parts.join('/')),
  )
  .filter(isResourceName);
const environments = fc.oneof(fc.constantFrom(...odd), word).filter(isEnvironmentName);
const transitions = fc
  .oneof(
    fc.constantFrom(...odd, '~', '<<', '- a', 'a: b', '# a', '*a', 'dev (eu)'),
    fc.string({ unit: 'binary' }),
  )
  .filter(isTransitionName);

const some = (names: fc.Arbitrary<string>) => fc.uniqueArray(names, { minLength: 1, maxLength: 6 });
const unquotedNames = some(fc.oneof(fc.constantFrom(...odd), word).filter(isResourceName));

/** A map as people write it: without quotes, in lines or in braces. */
function mapOf(section: string, names: readonly string[], entry: string, isInBraces: boolean): string {
  return isInBraces
    ? `${section}: { ${names.map((name) => `${name}: ${entry}`).join(', ')} }\n`
    : `${section}:\n${names.map((name) => `  ${name}: ${entry}\n`).join('')}`;
}

/** The text after an edit that has to be possible. */
function edited(before: string, edit: SettingsEdit): string {
  expect(edit).not.toHaveProperty('problems');
  return ('text' in edit ? edit.text : undefined) ?? before;
}

const revision = '0324e39ff8c8f6ea6c650b416fd8e79ed754fc76';
const at = '2026-11-21T12:00:00Z';

/** Each kind of map with names for keys: how an entry is written, and which names are read. */
const kinds: {
  section: string;
  entry: string;
  names?: fc.Arbitrary<string[]>;
  read(this: void, text: string): { names: Iterable<string>; problems: readonly unknown[] };
}[] = [
  {
    section: 'resource_locks',
    entry: '{ reasons: [ no ] }',
    read: (text) => {
      const { locks, problems } = parseLocks(file(text));
      return { names: locks.resources.keys(), problems };
    },
  },
  {
    section: 'resource_freezes',
    entry: `{ revision: ${revision} }`,
    read: (text) => {
      const { locks, problems } = parseLocks(file(text));
      return { names: locks.resourceFreezes.keys(), problems };
    },
  },
  {
    section: 'transitions',
    entry: '{ reasons: [ no ] }',
    read: (text) => {
      const { pauses, problems } = parsePauses(file(text));
      return { names: pauses.transitions.keys(), problems };
    },
  },
  {
    section: 'approvals',
    entry: `[ { change: c1, by: Ann, at: ${at} } ]`,
    read: (text) => {
      const { approvals, problems } = parseApprovals(file(text));
      return { names: approvals.keys(), problems };
    },
  },
  {
    section: 'roles',
    entry: '[ ann@example.org ]',
    read: (text) => {
      const { roles, problems } = parseTransitions(file(text));
      return { names: roles.keys(), problems };
    },
  },
  {
    section: 'deployers',
    entry: '{ type: Mock }',
    names: some(environments),
    read: (text) => {
      const { deployers, problems } = parseDeployers(file(text));
      return { names: deployers.keys(), problems };
    },
  },
];

describe('a name without quotes is what stands in the file', () => {
  it.each(kinds)('in $section: $entry', ({ section, entry, names = unquotedNames, read }) => {
    fc.assert(
      fc.property(names, fc.boolean(), (given, isInBraces) => {
        const found = read(mapOf(section, given, entry, isInBraces));
        expect(found.problems).toEqual([]);
        expect([...found.names].sort()).toEqual([...given].sort());
      }),
    );
  });

  it('in transitions.yaml, whose order stays, also on one line', () => {
    fc.assert(
      fc.property(unquotedNames, fc.boolean(), (given, isInBraces) => {
        const { transitions: found, problems } = parseTransitions(
          file(mapOf('transitions', given, '{ source: a, target: b }', isInBraces)),
        );
        expect(problems).toEqual([]);
        expect(found.map(({ name, transition }) => [name, transition?.target])).toEqual(
          given.map((name) => [name, 'b']),
        );
      }),
    );
  });

  it('and so twice the same with and without quotes', () => {
    const { locks, problems } = parseLocks(
      file('resource_locks:\n  007: { reasons: [a] }\n  "007": { reasons: [b] }\n'),
    );
    expect(locks.valid).toBe(false);
    expect(problems).toMatchObject([{ line: 3, column: 3, message: 'Map keys must be unique' }]);
  });

  it('and `<<` is a name like any other', () => {
    expect(parsePauses(file('transitions: {<<: {reasons: [a]}, b: {}}')).pauses.transitions).toEqual(
      new Map([
        ['<<', [{ reason: 'a' }]],
        ['b', []],
      ]),
    );
    expect(parsePauses(file('transitions: {<<: {reasons: [a]}, <<: {}}')).pauses.valid).toBe(false);
  });

  it.each(['? [a]\n: {}', '? {a: b}\n: {}', '!!int 7: {}', '? *a\n: {}'])(
    'a key that is no text is a problem: %j',
    (text) => {
      const { pauses, problems } = parsePauses(file(`transitions:\n  &a b: {}\n${text}\n`));
      expect(pauses.valid).toBe(false);
      expect(problems).toMatchObject([{ line: 3, message: 'a key has to be plain text' }]);
    },
  );
});

describe('what is written is read back, whatever the name', () => {
  it('a lock, and unlocking what people wrote without quotes', () => {
    fc.assert(
      fc.property(unquotedNames, resources, fc.boolean(), (written, added, isInBraces) => {
        const before = mapOf('resource_locks', written, '{ reasons: [ no ] }', isInBraces);
        const locked = edited(before, addLock(file(before), { reason: 'own' }, added));
        const { resources: found } = parseLocks(file(locked)).locks;
        expect(found.get(added)?.at(-1)).toEqual({ reason: 'own' });
        expect([...found.keys()].sort()).toEqual([...new Set([...written, added])].sort());

        const [first = '', ...others] = written;
        const unlocked = edited(before, removeLock(file(before), 'no', first));
        expect([...parseLocks(file(unlocked)).locks.resources.keys()].sort()).toEqual(others.sort());
      }),
    );
  });

  it('a pause', () => {
    fc.assert(
      fc.property(some(transitions), (names) => {
        let text = '';
        for (const name of names) text = edited(text, addPause(file(text), { reason: name }, name));
        for (const name of names)
          expect(parsePauses(file(text)).pauses.transitions.get(name)).toEqual([{ reason: name }]);
        for (const name of names) text = edited(text, removePause(file(text), name, name));
        expect(parsePauses(file(text))).toMatchObject({ pauses: { transitions: new Map() }, problems: [] });
      }),
    );
  });

  it('an approval', () => {
    fc.assert(
      fc.property(some(transitions), (names) => {
        let text = '';
        for (const [index, name] of names.entries()) {
          const approval = { change: `c${index}`, by: 'Ann', at };
          text = edited(
            text,
            addApprovals(file(text), name, [approval], () => true),
          );
        }
        const { approvals } = parseApprovals(file(text));
        expect([...approvals.keys()].sort()).toEqual([...names].sort());
        for (const [index, name] of names.entries())
          expect(approvals.get(name)).toEqual([{ change: `c${index}`, by: 'Ann', at }]);
      }),
    );
  });

  it('a transition in the trailers of its moves', () => {
    fc.assert(
      fc.property(transitions, (name) => {
        const message = formatMessage({ subject: 'Move', trailers: [['Tribble-Transition', name]] });
        expect(parseTrailers(message)).toEqual([['Tribble-Transition', name]]);
      }),
    );
  });
});
