import { describe, expect, it } from '@jest/globals';
import type { DeployerStatus, EnvironmentStatus } from '@tribble/api';
import { StatusBoard } from './status-board.ts';

const clean: EnvironmentStatus = { type: 'Mock', status: 'Clean', resources: {}, problems: [] };
const problems = [{ path: 'deployers.yaml', message: 'is empty' }];

function watched() {
  const told: DeployerStatus[] = [];
  return { told, board: new StatusBoard((status) => told.push(status)) };
}

describe('the status board', () => {
  it('tells of everything that changes, as one whole status', () => {
    const { told, board } = watched();
    board.setRepository('r1', problems);
    board.setEnvironment('dev', clean);
    board.removeEnvironment('dev');
    expect(told).toEqual([
      { revision: 'r1', environments: {}, problems },
      { revision: 'r1', environments: { dev: clean }, problems },
      { revision: 'r1', environments: {}, problems },
    ]);
    expect(board.status).toBe(told.at(-1));
  });

  it('tells nothing where nothing changed', () => {
    const { told, board } = watched();
    board.setRepository('r1', problems);
    board.setEnvironment('dev', clean);
    told.length = 0;
    board.setRepository('r1', structuredClone(problems));
    board.setEnvironment('dev', structuredClone(clean));
    board.removeEnvironment('pp');
    expect(told).toEqual([]);
  });

  it('never changes a status that it gave away', () => {
    const { told, board } = watched();
    board.setEnvironment('dev', clean);
    const [before] = structuredClone(told);
    board.setEnvironment('dev', { ...clean, status: 'Failed' });
    board.removeEnvironment('dev');
    expect(told[0]).toEqual(before);
  });

  it('keeps notes beside the problems of the repository until they are over', () => {
    const heard: DeployerStatus[] = [];
    const board = new StatusBoard((status) => heard.push(status));
    const ofRepository = { path: 'deployers.yaml', message: 'unknown type' };
    const note = { path: 'refs/tribble/outcomes/dev', message: 'refused' };
    board.setNote('outcomes dev', note);
    board.setRepository('r1', [ofRepository]);
    expect(board.status.problems).toEqual([ofRepository, note]);
    board.setNote('outcomes dev', undefined);
    board.setNote('outcomes dev', undefined);
    expect(board.status.problems).toEqual([ofRepository]);
    expect(heard).toHaveLength(3);
  });
});
