import { describe, expect, it } from '@jest/globals';
import { anEnvironment, aState, aTransition } from '../../../test/state.ts';
import { columnsOf, strayTransitions } from './flow.ts';

describe('columnsOf', () => {
  it('lists the environments as versions flow, each with where its versions come from', () => {
    const columns = columnsOf(aState()).map(({ environment, sources }) => [environment, sources]);
    expect(columns).toEqual([
      ['latest', []],
      ['dev', ['latest']],
      ['pp', ['dev']],
      ['prod', ['pp']],
    ]);
  });

  it('puts an environment that the order does not name at the end', () => {
    const state = aState();
    const environments = { edge: anEnvironment({ type: 'Host' }), ...state.environments };
    const last = columnsOf({ ...state, environments }).at(-1);
    expect(last).toEqual({ environment: 'edge', view: environments.edge, waysIn: [], sources: [] });
  });

  it('shows an environment that is only named by the order', () => {
    const [column] = columnsOf({ ...aState(), order: ['next'], environments: {}, transitionOrder: [] });
    expect(column?.view).toEqual({ locks: [], lockFileInvalid: false });
  });

  it('lists several ways into one environment by priority; the first is its source', () => {
    const state = aState();
    const transitions = { hotfix: aTransition({ source: 'latest' }), slow: aTransition({ source: 'pp' }) };
    const column = columnsOf({ ...state, transitions, transitionOrder: ['hotfix', 'slow'] }).at(-1);
    expect(column?.waysIn.map(({ name }) => name)).toEqual(['hotfix', 'slow']);
    expect(column?.sources).toEqual(['latest']);
  });
});

describe('strayTransitions', () => {
  it('are those that lead into no column', () => {
    const transitions = { prod: aTransition(), hotfix: aTransition({ target: 'hotfix' }) };
    const state = { ...aState(), transitions, transitionOrder: ['hotfix', 'prod', 'gone'] };
    expect(strayTransitions(state).map(({ name }) => name)).toEqual(['hotfix']);
  });
});
