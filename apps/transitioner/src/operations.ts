import type { Problem, TransitionDetail, TransitionerOperations } from '@tribble/api';
import { detail, explain, type Facts, forecast, type Gates, preview } from '@tribble/promotion';
import type { ResourceRepo } from '@tribble/resource-repo';
import { type Handlers, ProblemError } from '@tribble/service-kit';
import { changelogIn } from './changelog.ts';
import { explainFailure } from './explain-failure.ts';
import { GitTexts } from './git-texts.ts';

export type OperationsParts = {
  gates: Gates;
  repo: Pick<ResourceRepo, 'blob' | 'message'>;
  /** What the newest turn went by, as of now; undefined before the first one. */
  facts: () => Facts | undefined;
  /** Waits, not for long, until what is known is not older than a moment. */
  recent: () => Promise<void>;
  /** Why nothing can be performed; undefined while all is well. */
  failure: () => Problem | undefined;
  /** Asks the gates of a transition anew and waits for the turn that decides on it. */
  evaluate: (transition: string) => Promise<void>;
};

type Operation = 'getTransition' | 'evaluateTransition' | 'explain' | 'getForecast' | 'preview';

/** What the transitioner answers besides its status. */
export function operations(parts: OperationsParts): Pick<Handlers<TransitionerOperations>, Operation> {
  const { gates, recent, evaluate, failure } = parts;
  const known = () => parts.facts() ?? notReady();
  const facts = () => recent().then(known);
  const detailOf = transitionDetail(parts, known);
  return {
    getTransition: async ({ params: { transition } }) => {
      await recent();
      return { status: 200, body: await detailOf(transition) };
    },
    evaluateTransition: async ({ params: { transition } }) => {
      await evaluate(transition);
      return { status: 200, body: await detailOf(transition) };
    },
    explain: async ({ query }) => {
      const explanation = answerOf(explain(await facts(), gates, query), 404);
      return { status: 200, body: explainFailure(explanation, failure()) };
    },
    getForecast: async ({ query: { hours = 24 } }) => {
      return { status: 200, body: forecast(await facts(), gates, { hours }) };
    },
    preview: async ({ body }) => ({ status: 200, body: answerOf(preview(await facts(), gates, body), 400) }),
  };
}

function transitionDetail({ repo, gates }: OperationsParts, facts: () => Facts) {
  const texts = new GitTexts(repo);
  return async (name: string): Promise<TransitionDetail> =>
    texts.complete(({ versionOf, messageOf }) => {
      const changelogOf = (revision: string) => changelogIn(messageOf(revision));
      return answerOf(detail(facts(), gates, name, { versionOf, changelogOf }), 404);
    });
}

function notReady(): never {
  throw new ProblemError(
    503,
    'Service Unavailable',
    'The resource repository has not been read yet. Ask again.',
  );
}

const titles = { 400: 'Bad Request', 404: 'Not Found' } as const;

function answerOf<Answer extends object>(
  answer: Answer | { fault: string },
  status: keyof typeof titles,
): Answer {
  if ('fault' in answer) throw new ProblemError(status, titles[status], answer.fault);
  return answer;
}
