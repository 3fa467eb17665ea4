import { describe, expect, it } from '@jest/globals';
import { snapshotOf } from '../testing.ts';
import { approverFault } from './approvers.ts';

const roles = `roles:
  managers: [ann@x.org, "Bob <BOB@x.org>"]
  empty: []
  many: [${[1, 2, 3, 4, 5, 6, 7].map((number) => `p${number}@x.org`).join(', ')}]
`;

const gate = (from: string) => `{Approval: {from: ${from}}}`;
const faultOf = (email: string, preconditions: string, more = '') => {
  const text = `${roles}transitions:\n  prod: {source: pp, target: prod, preconditions: [${preconditions}]${more}}\n`;
  return approverFault(snapshotOf({ 'transitions.yaml': text }), 'prod', { name: 'Somebody', email });
};
const said = (email: string, who: string) =>
  `${email} may not approve prod: its Approval gate in transitions.yaml asks ${who}. Nothing was written.`;

describe('who may not approve', () => {
  it.each([
    { name: 'nobody named', from: '[managers]', expected: 'managers (ann@x.org, bob@x.org)' },
    {
      name: 'none of roles and addresses',
      from: '[managers, cem@x.org]',
      expected: 'managers (ann@x.org, bob@x.org), cem@x.org',
    },
    { name: 'somebody where nobody bears the role', from: '[empty]', expected: 'empty (nobody)' },
    {
      name: 'none of many',
      from: '[many]',
      expected: 'many (p1@x.org, p2@x.org, p3@x.org, p4@x.org, p5@x.org and 2 more)',
    },
  ])('is told who may: $name', ({ from, expected }) => {
    expect(faultOf('eve@x.org', `SourceClean, ${gate(from)}`)).toBe(said('eve@x.org', expected));
  });

  it('is whom none of several gates asks', () => {
    const both = `${gate('[managers]')}, ${gate('[cem@x.org, managers]')}`;
    expect(faultOf('eve@x.org', both)).toBe(said('eve@x.org', 'managers (ann@x.org, bob@x.org), cem@x.org'));
    expect(faultOf('cem@x.org', both)).toBeUndefined();
  });
});

describe('nothing is said', () => {
  it.each([
    { name: 'of who bears a role', email: 'Ann@X.org', gates: gate('[managers]') },
    { name: 'of who bears it with a name', email: 'bob@x.org', gates: gate('[managers]') },
    { name: 'of who is named', email: 'cem@x.org', gates: gate('["Cem <cem@x.org>"]') },
    { name: 'where no gate asks for approvals', email: 'eve@x.org', gates: 'SourceClean' },
    { name: 'where a role is unknown', email: 'eve@x.org', gates: gate('[mangers]') },
    { name: 'where the options are none', email: 'eve@x.org', gates: 'Approval' },
  ])('$name', ({ email, gates }) => {
    expect(faultOf(email, gates)).toBeUndefined();
  });

  it('where transitions.yaml cannot be read, or does not know the transition', () => {
    const eve = { name: 'Eve', email: 'eve@x.org' };
    expect(approverFault(snapshotOf({ 'transitions.yaml': '[' }), 'prod', eve)).toBeUndefined();
    expect(approverFault(snapshotOf({}), 'prod', eve)).toBeUndefined();
    expect(faultOf('eve@x.org', gate('[managers]'), ', taget: x')).toBeUndefined();
  });
});
