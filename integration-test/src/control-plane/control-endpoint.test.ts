import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ControlEndpoint, serveControl } from './control-endpoint.ts';

let done: string[];
let endpoint: ControlEndpoint;
beforeEach(async () => {
  done = [];
  endpoint = await serveControl({
    killApiServer: () => Promise.resolve(void done.push('kill')),
    startApiServer: () => Promise.reject(new Error('The API server is running: kill it first.')),
    restartApiServer: (downForMs) => Promise.resolve(void done.push(`restart after ${downForMs} ms`)),
  });
});
afterEach(() => endpoint.close());

describe('the control endpoint', () => {
  it.each([
    ['/api-server/kill', 'kill'],
    ['/api-server/restart', 'restart after 0 ms'],
    ['/api-server/restart?downForMs=30000', 'restart after 30000 ms'],
  ])('answers POST %s when that is done', async (path, expected) => {
    expect((await fetch(`${endpoint.url}${path}`, { method: 'POST' })).status).toBe(204);
    expect(done).toEqual([expected]);
  });

  it('says what went wrong', async () => {
    const response = await fetch(`${endpoint.url}/api-server/start`, { method: 'POST' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('The API server is running: kill it first.');
  });

  it.each([
    ['GET', '/api-server/kill'],
    ['POST', '/etcd/kill'],
    ['POST', '/api-server/restart?downForMs=soon'],
    ['POST', '/api-server/restart?downForMs=-1'],
  ])('knows no %s %s', async (method, path) => {
    expect((await fetch(`${endpoint.url}${path}`, { method })).status).toBe(404);
    expect(done).toEqual([]);
  });
});
