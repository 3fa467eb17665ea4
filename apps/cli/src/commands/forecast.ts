import { allGates, forecast, gatesOf } from '@tribble/promotion';
import type { Command } from 'commander';
import { hoursArgument } from '../arguments.ts';
import { readFacts } from '../facts.ts';
import { addGlobalOptions } from '../global-options.ts';
import { forecastText } from '../output/forecast-text.ts';
import { type ReportOptions, readReports } from '../reports/reports.ts';
import type { Answer, Commands, Request } from '../terminal.ts';
import { addReportOptions } from './report-options.ts';

type Options = ReportOptions & { hours: number };

const examples = `
Examples:
  tribble forecast                       the next 24 hours
  tribble forecast --hours 168 --assume-clean
  tribble forecast --now 2026-12-24T09:00:00Z --json`;

/** The next moves, were nothing else to happen. */
export function addForecast(program: Command, { answer }: Commands): void {
  const command = program
    .command('forecast')
    .description('foresees what moves when, were nothing else to happen; what it takes for granted is named')
    .option('--hours <number>', 'how far to look ahead', hoursArgument, 24)
    .addHelpText('after', examples)
    .action((_options: unknown, given: Command) => answer(given, foresee));
  addGlobalOptions(addReportOptions(command));
}

async function foresee({ clone, options, now }: Request<Options>): Promise<Answer> {
  const gates = gatesOf(allGates);
  const reports = await readReports(clone, options, now);
  const facts = await readFacts(clone, gates, reports, { now, questions: 'open' });
  const foreseen = forecast(facts, gates, { hours: options.hours });
  return {
    ...{ exitCode: 0, json: foreseen, hints: reports.hints },
    text: (paint) => forecastText(foreseen, `${clone.label}, reports: ${reports.from}`, paint),
  };
}
