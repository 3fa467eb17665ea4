import type { Forecast, ForecastMove } from '@tribble/api';
import { decide } from '../decide.ts';
import type { Facts } from '../facts.ts';
import type { Gates } from '../gates/index.ts';
import { wireChange } from '../transition-status.ts';
import { blockedOf } from './blocked.ts';
import { type ForeseenMove, type Horizon, Simulation } from './simulation.ts';

export type { Horizon } from './simulation.ts';

/** The next moves, were nothing else to happen, and what still waits at the end. */
export function forecast(facts: Facts, gates: Gates, horizon: Horizon): Forecast {
  const simulation = new Simulation(facts, gates, horizon);
  const moves: ForecastMove[] = [];
  for (let move = simulation.next(); move; move = simulation.next()) moves.push(wireMove(move));
  const last = decide(simulation.facts, simulation.gates, { judgeAll: true });
  return {
    from: facts.now.toISOString(),
    to: simulation.end.toISOString(),
    moves,
    blocked: blockedOf(simulation.facts, last),
    complete: simulation.isComplete,
  };
}

function wireMove({ at, move, cleanAt, assumes }: ForeseenMove): ForecastMove {
  const { candidate, transition, name } = move;
  return {
    at: at.toISOString(),
    transition: name,
    source: candidate.changes[0]?.sources[0] ?? transition.sources[0] ?? '',
    target: transition.target,
    changes: candidate.changes.map(wireChange),
    ...(cleanAt && { cleanAt: cleanAt.toISOString() }),
    assumes: [...assumes],
  };
}
