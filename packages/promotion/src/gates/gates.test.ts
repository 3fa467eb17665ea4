import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, gateInput, preconditionOf } from '../testing.ts';
import { allGates, gatesOf } from './index.ts';

const gates = gatesOf(allGates);

describe.each(allGates)('the contract of gates: $type', (gate) => {
  it.each([
    { options: { noSuchOption: 1 } },
    { options: 'yes' },
    { options: ['30m'] },
    { options: 42 },
    { options: false },
  ])('has a fault with the options $options, and names itself', ({ options }) => {
    const read = gates.read(preconditionOf(gate.type, options));
    expect('faults' in read && read.faults.map(({ message }) => message).join()).toContain(gate.type);
  });

  it('never throws, whatever its options are', () => {
    const anything = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));
    fc.assert(
      fc.property(anything, (options) => {
        const read = gate.read(options);
        if ('gate' in read && read.gate.kind === 'pure')
          expect(read.gate.check(gateInput(factsOf({})))).toBeDefined();
      }),
    );
  });

  it('has a name of its own, and an example that begins with it', () => {
    expect(allGates.filter(({ type }) => type === gate.type)).toHaveLength(1);
    expect(gate.example.startsWith(gate.type)).toBe(true);
  });
});

describe('a misspelt option', () => {
  it('is told once, with the word that is meant, though the right one is missing now', () => {
    const read = gates.read(preconditionOf('Soak', { fro: '30m' }));
    expect('faults' in read && read.faults).toEqual([
      { message: 'Soak has no option "fro"', keys: ['fro'], hint: 'did you mean "for"?' },
    ]);
  });

  it('hides no other fault', () => {
    const read = gates.read(preconditionOf('Soak', { for: 'soon', queu: true }));
    expect('faults' in read && read.faults.map(({ keys }) => keys)).toEqual([['queu'], ['for']]);
  });
});

describe('the list of gates', () => {
  it.each([
    ['Sourceclean', 'did you mean "SourceClean"?'],
    ['SourcClean', 'did you mean "SourceClean"?'],
    ['constructor', expect.stringMatching(/^there are: SourceClean/)],
    ['', expect.stringMatching(/^there are: SourceClean/)],
  ])('does not know %j and says what is meant', (type, hint) => {
    expect(gates.read(preconditionOf(type))).toEqual({
      faults: [{ message: `there is no gate "${type}"`, keys: [], hint }],
    });
  });

  it('reads a precondition once', () => {
    const precondition = preconditionOf('SourceClean', null);
    expect(gates.read(precondition)).toBe(gates.read(precondition));
    expect(gates.read(precondition)).toHaveProperty('gate');
  });
});
