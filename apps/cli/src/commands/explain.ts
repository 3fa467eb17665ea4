import { allGates, explain, gatesOf } from '@tribble/promotion';
import type { Command } from 'commander';
import { readFacts } from '../facts.ts';
import { addGlobalOptions } from '../global-options.ts';
import { explanationText } from '../output/explanation-text.ts';
import { type ReportOptions, readReports } from '../reports/reports.ts';
import type { Answer, Commands, Request } from '../terminal.ts';
import { UserError } from '../user-error.ts';
import { addReportOptions } from './report-options.ts';

type Asked = { resource: string; environment: string; version?: string };

const examples = `
Examples:
  tribble explain s1 prod                the newest version that is on its way
  tribble explain payments/api prod --version 1.10.2
  tribble explain s1 prod --assume-clean`;

/** Why a version of a resource is, or is not yet, in an environment. */
export function addExplain(program: Command, { answer }: Commands): void {
  const command = program
    .command('explain')
    .description('tells why a version is, or is not yet, in an environment, and what can be done')
    .argument('<resource>', 'its name, for example payments/api')
    .argument('<environment>', 'where it should be')
    .option('--version <version>', 'asks about this version; the newest that is on its way where absent')
    .addHelpText('after', examples)
    .action(async (resource: string, environment: string, _options: unknown, given: Command) => {
      await answer<ReportOptions & { version?: string }>(given, (request) => {
        const { version } = request.options;
        return explainOne({ resource, environment, ...(version !== undefined && { version }) }, request);
      });
    });
  addGlobalOptions(addReportOptions(command));
}

async function explainOne(asked: Asked, { clone, options, now }: Request<ReportOptions>): Promise<Answer> {
  const gates = gatesOf(allGates);
  const reports = await readReports(clone, options, now);
  const facts = await readFacts(clone, gates, reports, { now, questions: 'refused' });
  const explanation = explain(facts, gates, asked);
  if ('fault' in explanation) throw new UserError(explanation.fault);
  return {
    ...{ exitCode: 0, json: explanation, hints: reports.hints },
    text: (paint) => explanationText(explanation, paint),
  };
}
