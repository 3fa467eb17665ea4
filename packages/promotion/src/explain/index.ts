import type { Explanation, ExplanationLink } from '@tribble/api';
import { resourcePaths } from '@tribble/resource-repo/format';
import { versionText } from '../candidate.ts';
import { decide, type Decision } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import { arrivalOf } from './arrival.ts';
import { blockingLinks, doneLink, type View, waitingLinks } from './hop-links.ts';
import { knownEnvironments, knownResources } from './known-names.ts';
import { noTransitionLink, noVersionLink } from './no-way.ts';
import { frozenBy, frozenLink, rolloutLink } from './rollout-link.ts';
import { fileIn, hopsFrom, hopsTo, type Upstream, upstreamOf } from './route.ts';
import { summaryOf } from './summary.ts';
import { unknownName } from './unknown-name.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** Which version is asked about; the newest that is on its way where none is named. */
export type ExplainQuestion = { resource: string; environment: string; version?: string };

/** Why a version is, or is not yet, in an environment: every hop on its way, and what somebody can do about it. */
export function explain(
  facts: Facts,
  gates: Gates,
  question: ExplainQuestion,
): Explanation | { fault: string } {
  const { resource, environment, version } = question;
  const decision = decide(facts, gates, { judgeAll: true });
  const entries = [...decision.transitions.values()];
  const environments = knownEnvironments(facts.snapshot, entries);
  if (!environments.has(environment)) return unknownName('environment', environment, environments);
  const resources = knownResources(facts.snapshot);
  if (!resources.has(resource)) return unknownName('resource', resource, resources);
  const upstream = upstreamOf(entries, resource, environment);
  const wanted = wantedOf(facts, upstream, resource, version);
  const links =
    wanted === undefined
      ? [noVersionLink(facts, decision, question, upstream)]
      : linksOf(facts, decision, question, { upstream, wanted });
  return explanationOf(facts, gates, question, { wanted, links });
}

type Found = { upstream: Upstream; wanted: Wanted };

/** From the environment back: what is yet to come, where the version stands, and what it has passed. */
function linksOf(
  facts: Facts,
  decision: Decision,
  question: ExplainQuestion,
  { upstream, wanted }: Found,
): ExplanationLink[] {
  const { environment, resource } = question;
  const { file, position } = wanted;
  const view: View = { facts, decision, resource, file };
  const wasThere = (name: string) => hasHad(facts, name, resource, file.id);
  const done = hopsTo(position, upstream, wasThere).map((hop) => doneLink(view, hop));
  if (position === environment) {
    const isAlone = upstream.environments.length === 1 && question.version === undefined;
    const end: ExplanationLink[] = isAlone
      ? [{ ...noTransitionLink(decision, question), state: 'waiting' }]
      : [];
    return [rolloutLink(facts, question, file), ...done, ...end];
  }
  const [next, ...later] = hopsFrom(position, upstream);
  return [
    ...(frozenBy(facts, question) === undefined ? [] : [frozenLink(facts, question, 'waiting')]),
    ...later.toReversed().flatMap((hop) => waitingLinks(view, hop)),
    ...(next ? blockingLinks(view, next) : []),
    ...done,
  ];
}

/** Whether an environment has exactly this version of a resource, or once had. */
function hasHad({ snapshot, past }: Facts, environment: string, resource: string, id: string): boolean {
  const file = fileIn(snapshot, environment, resource);
  if (file?.id === id) return true;
  const paths = file ? [file.path] : resourcePaths(environment, 'version', resource);
  return paths.some((path) => past.versionFile(path).has(id));
}

type Answer = { wanted: Wanted | undefined; links: ExplanationLink[] };

function explanationOf(
  facts: Facts,
  gates: Gates,
  question: ExplainQuestion,
  { wanted, links }: Answer,
): Explanation {
  const { resource, environment } = question;
  const current = versionText(fileIn(facts.snapshot, environment, resource));
  const version = wanted?.version ?? question.version;
  const isThere = wanted?.position === environment;
  const [first] = links;
  const arrived = isThere && first?.code === 'Arrived';
  const isDeployed = facts.statusOf(environment) !== undefined;
  const earliest = isThere
    ? first?.earliest
    : wanted && arrivalOf(facts, gates, { resource, environment, versionId: wanted.file.id });
  return {
    resource,
    environment,
    ...(version !== undefined && { wanted: version }),
    ...(current !== undefined && { current }),
    arrived,
    summary: summaryOf(question, { version, isThere, arrived, isDeployed, links }),
    ...(!arrived && earliest !== undefined && { earliest }),
    links,
  };
}
