import { describeChanges } from '../../judge-source.ts';
import type { Verdict } from '../../verdict.ts';
import { defineGate } from '../gate.ts';
import { type DependencyAnswer, judgeDependency } from './dependency.ts';
import { type DependsOnOptions, options } from './options.ts';

/** Other resources are in the target at some version at least, and Clean there; or they come with the same change. */
export const dependsOn = defineGate<DependsOnOptions>({
  type: 'DependsOn',
  example: 'DependsOn: {resources: {payments/db: "1.4.0"}}',
  options,
  check: (input, { resources, clean }) => {
    const answers = [...resources].map(([name, wanted]) => judgeDependency(input, { name, wanted, clean }));
    const named = [...resources].map(([name, wanted]) => `${name} ${wanted}`);
    const judged = `${firstOf(named, ', ')} in ${input.transition.target}, for ${describeChanges(input)}`;
    return { ...together(answers), judged };
  },
});

/** What cannot be told or never comes decides before what only takes time. */
function together(answers: readonly DependencyAnswer[]): Omit<Verdict, 'judged'> {
  for (const kind of ['unknown', 'fail', 'wait'] as const) {
    if (answers.every((each) => each.kind !== kind)) continue;
    const refusing = answers.filter((each) => each.kind !== 'pass');
    const reasons = refusing.sort((one, other) => Number(other.kind === kind) - Number(one.kind === kind));
    return { kind, reason: listOf(reasons) };
  }
  const evidence = answers
    .slice(0, 10)
    .map(({ reason, revision }) => ({ text: reason, ...(revision !== undefined && { revision }) }));
  return { kind: 'pass', reason: listOf(answers), evidence };
}

const listOf = (answers: readonly DependencyAnswer[]) =>
  firstOf(
    answers.map(({ reason }) => reason),
    '; ',
  );

/** The first three, and how many more. */
function firstOf(texts: readonly string[], separator: string): string {
  const more = texts.length > 3 ? [`${texts.length - 3} more`] : [];
  return [...texts.slice(0, 3), ...more].join(separator);
}
