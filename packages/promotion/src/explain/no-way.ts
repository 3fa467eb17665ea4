import type { ExplanationLink } from '@tribble/api';
import { formatProblem, transitionsFile } from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import type { Decision } from '../decide.ts';
import type { Facts } from '../facts.ts';
import { fileIn, isMoved, type Upstream } from './route.ts';

type Question = { resource: string; environment: string; version?: string };

/** Why there is no version that could come: nothing leads there, nothing enters, or it is gone. */
export function noVersionLink(
  facts: Facts,
  decision: Decision,
  asked: Question,
  upstream: Upstream,
): ExplanationLink {
  if (upstream.environments.length === 1) return noTransitionLink(decision, asked);
  const { resource, environment, version } = asked;
  if (version === undefined) {
    return {
      state: 'blocking',
      code: 'SourceMissing',
      reason: `no environment before ${environment} has a version of ${resource}`,
      nextAction: `register one: POST /api/resources/${resource}/versions`,
    };
  }
  const elsewhere = [...facts.snapshot.environments.keys()].find(
    (name) => textIn(facts, name, resource) === version && !upstream.environments.includes(name),
  );
  if (elsewhere !== undefined) return nowhereFrom(elsewhere, asked);
  const entry = upstream.environments.findLast((name) => fileIn(facts.snapshot, name, resource));
  const newest = entry === undefined ? 'none' : (textIn(facts, entry, resource) ?? 'none');
  return {
    state: 'blocking',
    code: 'Superseded',
    reason: `no environment on the way to ${environment} has ${resource} ${version} any more: ${entry ?? 'none'} has ${newest}`,
    nextAction: `ask for ${newest}, or deploy ${version} by hand: POST /api/deployments`,
  };
}

const textIn = ({ snapshot }: Facts, environment: string, resource: string) =>
  versionText(fileIn(snapshot, environment, resource));

function nowhereFrom(source: string, { resource, environment }: Question): ExplanationLink {
  return {
    state: 'blocking',
    code: 'NoTransition',
    source,
    target: environment,
    reason: `no transition moves ${resource} from ${source} towards ${environment}`,
    nextAction: `add one to ${transitionsFile}, or deploy it by hand: POST /api/deployments`,
  };
}

/** Nothing moves the resource into the environment. */
export function noTransitionLink(
  { transitions, problems }: Decision,
  { resource, environment }: Question,
): ExplanationLink {
  const place = { state: 'blocking', target: environment } as const;
  const into = [...transitions.values()].find(({ transition }) => transition?.target === environment);
  if (into?.transition && !isMoved(into.transition, resource)) {
    return {
      ...place,
      transition: into.name,
      code: 'Excluded',
      reason: `${into.name} leaves ${resource} out`,
      nextAction: `mend \`resources\` of ${into.name} in ${transitionsFile}, or deploy it by hand: POST /api/deployments`,
    };
  }
  const faults = problems.filter(({ path }) => path === transitionsFile);
  const unread = [...transitions.values()].filter(({ transition }) => transition === undefined);
  if (faults.length > 0 && (transitions.size === 0 || unread.length > 0)) {
    const reason = faults.map(formatProblem).join('; ');
    return { ...place, code: 'ConfigurationFault', reason, nextAction: `mend ${transitionsFile}` };
  }
  return {
    ...place,
    code: 'NoTransition',
    reason: `no transition moves ${resource} to ${environment}`,
    nextAction: `add one to ${transitionsFile}, or deploy it by hand: POST /api/deployments`,
  };
}
