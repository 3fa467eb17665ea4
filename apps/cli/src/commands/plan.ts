import type { Problem, TransitionStatus } from '@tribble/api';
import {
  allGates,
  decide,
  type Decision,
  gatesOf,
  type JudgedTransition,
  transitionStatus,
} from '@tribble/promotion';
import { formatProblem } from '@tribble/resource-repo/format';
import type { Command } from 'commander';
import { readFacts } from '../facts.ts';
import { addGlobalOptions } from '../global-options.ts';
import { planText } from '../output/plan-text.ts';
import { type ReportOptions, readReports } from '../reports/reports.ts';
import type { Answer, Commands, Request } from '../terminal.ts';
import { addReportOptions } from './report-options.ts';

/** What a transition would do: its status, where `Moves` stands for a move that would be made now. */
export type Planned = Omit<TransitionStatus, 'result'> & {
  name: string;
  result: TransitionStatus['result'] | { result: 'Moves' };
};

export type Plan = {
  revision: string;
  at: string;
  /** Who says what runs in the environments. */
  reports: string;
  transitions: Planned[];
  /** The one thing that the transitioner would do first, where that is no move. */
  first?: string;
  problems: Problem[];
};

const examples = `
Examples:
  tribble plan                           by what deployers recorded
  tribble plan --deployer http://127.0.0.1:9001
  tribble plan --assume-clean --now 2026-12-24T09:00:00Z`;

/** What every transition would do now, each as if it were the next. */
export function addPlan(program: Command, { answer }: Commands): void {
  const command = program
    .command('plan')
    .description('shows what every transition would move now, and why the rest would not; nothing is moved')
    .addHelpText('after', examples)
    .action((_options: unknown, given: Command) => answer(given, plan));
  addGlobalOptions(addReportOptions(command));
}

async function plan({ clone, options, now }: Request<ReportOptions>): Promise<Answer> {
  const gates = gatesOf(allGates);
  const reports = await readReports(clone, options, now);
  const facts = await readFacts(clone, gates, reports, { now, questions: 'refused' });
  const decision = decide(facts, gates, { judgeAll: true });
  const first = otherStep(decision);
  const planned: Plan = {
    ...{ revision: clone.snapshot.revision, at: now.toISOString(), reports: reports.from },
    transitions: decision.order.flatMap((name) => plannedOf(name, decision)),
    ...(first !== undefined && { first }),
    problems: [...decision.problems],
  };
  return {
    ...{ exitCode: 0, json: planned, hints: [...reports.hints, ...planned.problems.map(formatProblem)] },
    text: (paint) => planText(planned, clone.label, paint),
  };
}

function plannedOf(name: string, { transitions, judged }: Decision): Planned[] {
  const entry = transitions.get(name);
  const found: JudgedTransition | undefined = judged.get(name);
  if (entry === undefined || found === undefined) return [];
  const { result } = found;
  const { result: _, ...status } = transitionStatus(
    entry,
    found,
    { result: 'Blocked', message: '' },
    { isWhole: true },
  );
  return [{ name, ...status, result: result === 'pass' ? { result: 'Moves' } : result }];
}

/** A rollback and an unlocking come before every move. */
function otherStep({ step }: Decision): string | undefined {
  if (step === undefined || step.kind === 'move') return undefined;
  if (step.kind === 'unlock')
    return `${step.name} unlocks ${step.resources.join(', ')} in ${step.environment}`;
  const names = step.changes.map(({ resource }) => resource).join(', ');
  return `${step.name} rolls ${names} back in ${step.transition.target}: ${step.reason}`;
}
