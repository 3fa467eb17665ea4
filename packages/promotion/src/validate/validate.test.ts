import { describe, expect, it } from '@jest/globals';
import type { Problem } from '@tribble/api';
import fc from 'fast-check';
import { z } from 'zod';
import { defineGate } from '../gates/gate.ts';
import { allGates, gatesOf } from '../gates/index.ts';
import { snapshotOf } from '../testing.ts';
import { validate } from './validate.ts';

const pass = () => ({ kind: 'pass', reason: 'yes', judged: 's1' }) as const;
const soak = defineGate({
  type: 'Soak',
  example: 'Soak: {for: 30m}',
  options: z.strictObject({ for: z.string('expected a duration') }),
  check: pass,
});
const approval = defineGate({
  type: 'Approval',
  example: 'Approval: {from: [release-managers]}',
  options: z.strictObject({ from: z.array(z.unknown()), count: z.number().optional() }),
  check: pass,
});
const ours = new Set(['Soak', 'Approval']);
const gates = gatesOf([...allGates.filter(({ type }) => !ours.has(type)), soak, approval]);

/** dev, pp and prod, and what leads from one to the next. */
const right = {
  'latest/version/s1.yaml': 'version: "1"\n',
  'dev/base/s1.yaml': 'kind: Pod\n',
  'pp/base/s1.yaml': 'kind: Pod\n',
  'pp/base/payments/api.yaml': 'kind: Pod\n',
  'prod/deployable/s9.yaml': 'kind: Pod\n',
  'transitions.yaml': `transitions:
  prod: {source: pp, target: prod}
  pp: {source: dev, target: pp, preconditions: [SourceClean]}
  dev: {source: latest, target: dev}
`,
};

type Case = { name: string; files: Record<string, string>; problems: Problem[] };

const at = (path: string, place: string, message: string, hint?: string): Problem => {
  const [line, column] = place.split(':').map(Number);
  return {
    path,
    ...(place !== '' && { line, column }),
    message,
    ...(hint !== undefined && { hint }),
  };
};

/** transitions.yaml with one more thing that is wrong in the way to pp. */
const withRule = (rule: string, more = '') => ({
  'transitions.yaml': `transitions:
  prod: {source: pp, target: prod}
  pp:
${rule.replace(/^/gm, '    ')}
  dev: {source: latest, target: dev}
${more}`,
});

const cases: Case[] = [
  { name: 'nothing, where all is right', files: {}, problems: [] },
  {
    name: 'a gate and an option that are misspelt, with the nearest word',
    files: withRule(
      'source: dev\ntarget: pp\npreconditions:\n  - SourceClaen\n  - Soak: {fro: 30m, for: 30m}',
    ),
    problems: [
      at(
        'transitions.yaml',
        '7:9',
        'transitions.pp.preconditions.0: there is no gate "SourceClaen"',
        'did you mean "SourceClean"?',
      ),
      at(
        'transitions.yaml',
        '8:16',
        'transitions.pp.preconditions.1.Soak.fro: Soak has no option "fro"',
        'did you mean "for"?',
      ),
    ],
  },
  {
    name: 'a schedule, a zone and a glob that are none',
    files: withRule('source: dev\ntarget: pp\ntimezone: Europe/Berlni\nresources: {include: ["a[b"]}'),
    problems: [
      at(
        'transitions.yaml',
        '6:5',
        'transitions.pp.timezone: "Europe/Berlni" is no time zone',
        'did you mean "Europe/Berlin"?',
      ),
      at(
        'transitions.yaml',
        '7:27',
        'transitions.pp.resources.include.0: "a[b" is no glob: Missing closing: "]" - use "\\\\]" to match literal characters',
      ),
    ],
  },
  {
    name: 'a source and a target that are no environments',
    files: withRule('source: [dve, dev]\nsources: any\ntarget: ppp'),
    problems: [
      at(
        'pp/base',
        '',
        'nothing reaches pp: it has no versions, and no transition leads to it',
        hintFor('pp'),
      ),
      at(
        'transitions.yaml',
        '4:14',
        'transitions.pp.source.0: there is no environment "dve"',
        'did you mean "dev"?',
      ),
      at(
        'transitions.yaml',
        '6:5',
        'transitions.pp.target: there is no environment "ppp"',
        'did you mean "pp"?',
      ),
    ],
  },
  {
    name: 'environments to which versions never come',
    files: {
      'transitions.yaml': 'transitions:\n  pp: {source: dev, target: pp}\n',
    },
    problems: [
      at(
        'dev/base',
        '',
        'nothing reaches dev: it has no versions, and no transition leads to it',
        hintFor('dev'),
      ),
      at(
        'pp/base',
        '',
        'nothing reaches pp: it has no versions, and the transitions to it come from dev, where versions never come to',
        hintFor('pp'),
      ),
    ],
  },
  {
    name: 'only the form, where a transition cannot be read: it may lead anywhere',
    files: {
      'transitions.yaml': 'transitions:\n  pp: {source: dev}\n',
      'pauses.yaml': 'transitions: {p: {}}\n',
    },
    problems: [at('transitions.yaml', '2:3', 'transitions.pp.target: expected the name of an environment')],
  },
  {
    name: 'a role that nobody bears',
    files: withRule(
      'source: dev\ntarget: pp\npreconditions:\n  - Approval: {from: [ann@example.org, realeasers, managers]}',
      'roles: {releasers: [ann@example.org], unused: []}\n',
    ),
    problems: [
      at(
        'transitions.yaml',
        '7:44',
        'transitions.pp.preconditions.0.Approval.from.1: "realeasers" is neither a role of `roles` nor a mail address',
        'did you mean "releasers"?',
      ),
      at(
        'transitions.yaml',
        '7:56',
        'transitions.pp.preconditions.0.Approval.from.2: "managers" is neither a role of `roles` nor a mail address',
        'there are: releasers, unused',
      ),
    ],
  },
  {
    name: 'roles that cannot be read, once, and all the rest',
    files: {
      ...withRule(
        'source: dev\ntarget: pp\npreconditions:\n  - Approval: {from: [managers]}',
        'roles: {managers: ann@example.org}\n',
      ),
      'pauses.yaml': 'transitions: {prdo: {reasons: [b]}}\n',
    },
    problems: [
      at('pauses.yaml', '1:15', 'transitions.prdo: there is no transition "prdo"', 'did you mean "prod"?'),
      at(
        'transitions.yaml',
        '9:9',
        'roles.managers: expected a list of people, for example `[ann@example.org]`',
        'until this is mended nobody bears a role',
      ),
    ],
  },
  {
    name: 'people in roles who have no mail address',
    files: withRule(
      'source: dev\ntarget: pp\npreconditions:\n  - Approval: {from: [managers]}',
      'roles:\n  managers: [ann@example.org, Carl]\n  nobody:\n    - Dora\n',
    ),
    problems: [
      at(
        'transitions.yaml',
        '10:3',
        'roles.managers.1: "Carl" is no mail address, so nobody bears the role by it',
        'write it like ann@example.org',
      ),
      at(
        'transitions.yaml',
        '11:3',
        'roles.nobody.0: "Dora" is no mail address, so nobody bears the role by it',
        'write it like ann@example.org',
      ),
    ],
  },
  {
    name: 'more approvals than there are people',
    files: withRule(
      `source: dev\ntarget: pp\npreconditions:
  - Approval: {from: [managers, ann@example.org, solo], count: 3}
  - Approval: {from: [managers, Carl@example.org], count: 3}
  - Approval: {from: [nobody]}
  - Approval: {from: [solo]}`,
      'roles: {managers: [ann@example.org, bob@example.org], solo: [ANN@example.org], nobody: []}\n',
    ),
    problems: [
      at(
        'transitions.yaml',
        '7:61',
        'transitions.pp.preconditions.0.Approval.count: needs 3 approvals, but only 2 may give one',
        'name more people in `from`, or in the roles that it names',
      ),
      at(
        'transitions.yaml',
        '9:20',
        'transitions.pp.preconditions.2.Approval.from: needs 1 approval, but nobody may give one',
        'name more people in `from`, or in the roles that it names',
      ),
    ],
  },
  {
    name: 'a single source that is no environment',
    files: withRule('source: dve\ntarget: pp'),
    problems: [
      at(
        'transitions.yaml',
        '4:5',
        'transitions.pp.source: there is no environment "dve"',
        'did you mean "dev"?',
      ),
    ],
  },
  {
    name: 'a circle',
    files: {
      'transitions.yaml': `${right['transitions.yaml']}  back: {source: pp, target: dev, resources: {include: [x]}}\n`,
    },
    problems: [
      at(
        'transitions.yaml',
        '3:21',
        'transitions.pp.target: goes round in a circle: pp -> dev -> pp',
        'take one of these transitions away',
      ),
      at(
        'transitions.yaml',
        '5:22',
        'transitions.back.target: goes round in a circle: dev -> pp -> dev',
        'take one of these transitions away',
      ),
    ],
  },
  {
    name: 'transitions that move the same resource',
    files: { 'transitions.yaml': `${right['transitions.yaml']}  fast: {source: latest, target: pp}\n` },
    problems: ['3:21 pp fast', '5:26 fast pp'].map((text) => {
      const [place = '', name = '', other = ''] = text.split(' ');
      return at(
        'transitions.yaml',
        place,
        `transitions.${name}.target: ${other} moves payments/api, s1 to pp too`,
        'give each its own `resources`, or make them one with several sources: `source: [a, b]`, `sources: any`',
      );
    }),
  },
  {
    name: 'pauses and approvals of transitions that do not exist',
    files: {
      'pauses.yaml': '# why\ntransitions:\n  # soon\n  prod: {reasons: [a]}\n  "prdo": {reasons: [b]}\n',
      'approvals.yaml': 'approvals: {dev: [], quality-assurance: []}\n',
    },
    problems: [
      at(
        'approvals.yaml',
        '1:22',
        'approvals.quality-assurance: there is no transition "quality-assurance"',
        'there are: prod, pp, dev',
      ),
      at('pauses.yaml', '5:3', 'transitions.prdo: there is no transition "prdo"', 'did you mean "prod"?'),
    ],
  },
  {
    name: 'files beside it that cannot be read',
    files: {
      'pauses.yaml': 'all: soon\n',
      'approvals.yaml': 'approvals:\n  prod: yes\n',
      'deployers.yaml': 'deployers:\n  prod: {paused: true}\n',
      'dev/locks.yaml': 'env_lock: {reasons: [{until: soon, reason: x}]}\n',
    },
    problems: [
      at(
        'approvals.yaml',
        '2:3',
        'approvals.prod: expected a list',
        'until this is mended nothing counts as approved',
      ),
      at('deployers.yaml', '2:3', 'deployers.prod.type: expected the name of a backend'),
      at(
        'dev/locks.yaml',
        '1:22',
        'env_lock.reasons.0: expected text or {reason, by, at, until}',
        'until this is mended everything in the environment counts as locked',
      ),
      at(
        'pauses.yaml',
        '1:1',
        'all: expected {reasons: […]}',
        'until this is mended every transition is paused',
      ),
    ],
  },
  {
    name: 'deployers of environments that do not exist, unless another branch has them',
    files: {
      'deployers.yaml':
        'deployers:\n  prdo: {type: Mock}\n  canary: {type: Mock, ref: canary}\n  dev: {type: Mock}\n',
    },
    problems: [
      at('deployers.yaml', '2:3', 'deployers.prdo: there is no environment "prdo"', 'did you mean "prod"?'),
    ],
  },
  {
    name: 'locks and freezes of resources that no environment has; those that have expired or come early are right',
    files: {
      'prod/locks.yaml': `resource_locks:
  payments/api: {reasons: [not yet]}
  payments/apo: {reasons: [x]}
  s9: {reasons: [{reason: past, until: 2020-01-01}]}
resource_freezes: {none-of-these: {revision: ${'a'.repeat(40)}}}
`,
    },
    problems: [
      at(
        'prod/locks.yaml',
        '3:3',
        'resource_locks.payments/apo: no environment has a resource "payments/apo"',
        'did you mean "payments/api"?',
      ),
      at(
        'prod/locks.yaml',
        '5:20',
        'resource_freezes.none-of-these: no environment has a resource "none-of-these"',
      ),
    ],
  },
];

function hintFor(name: string): string {
  return `add a transition with \`target: ${name}\` to transitions.yaml, or register versions in ${name}`;
}

describe('validate', () => {
  it.each(cases)('finds $name', ({ files, problems }) => {
    expect(validate(snapshotOf({ ...right, ...files }), gates)).toEqual(problems);
  });

  it('knows that nothing is registered in a new repository yet', () => {
    const { 'latest/version/s1.yaml': _, ...rest } = right;
    expect(validate(snapshotOf(rest), gates)).toEqual([]);
  });

  it('leaves groups that move together alone: a locked member holds the others, judged each on its own or not', () => {
    const files = withRule('source: dev\ntarget: pp\ntogether: ["payments/**"]');
    expect(validate(snapshotOf({ ...right, ...files }), gates)).toEqual([]);
  });

  it('answers at once where nothing changed', () => {
    const snapshot = snapshotOf(right);
    expect(validate(snapshot, gates)).toBe(validate(snapshot, gates));
    expect(validate(snapshot, gatesOf([]))).not.toEqual(validate(snapshot, gates));
  });

  it('never throws, whatever the files hold', () => {
    const files = ['transitions.yaml', 'pauses.yaml', 'approvals.yaml', 'deployers.yaml', 'dev/locks.yaml'];
    const pieces = fc.constantFrom(
      ...['transitions:', 'all:', 'approvals:', 'resource_locks:', 'deployers:', '\n  ', '\n    ', '\n', ' '],
      ...[
        'prod',
        'source:',
        'target:',
        'dev',
        'pp',
        '- ',
        'Approval:',
        'from:',
        '[',
        ']',
        '{',
        '}',
        ',',
        ': ',
      ],
      ...['reasons', '"', '*', '&a', '?', '__proto__', 'Soak', 'preconditions:', 'together:', '(', '\\'],
    );
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
      fc.json().map((json) => `transitions: ${json}\n`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...files), text)), (changed) => {
        const problems = validate(snapshotOf({ ...right, ...Object.fromEntries(changed) }), gates);
        for (const { path, message } of problems) expect([path, message]).not.toContain('');
      }),
      { numRuns: 500 },
    );
  });
});
