import type { RequestListener } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { apiHarness, json, status, text } from './harness.contract.ts';

const { clientOfAnswers } = apiHarness();

const page = (names: string[], next = '', resourceVersion = '7') => ({
  kind: 'ConfigMapList',
  apiVersion: 'v1',
  metadata: { resourceVersion, ...(next !== '' && { continue: next }) },
  items: names.map((name) => ({ metadata: { name, managedFields: [{ manager: 'm' }] } })),
});

/** A server that gives one answer after the other, and the queries that it got. */
async function pages(...answers: RequestListener[]) {
  const queries: string[] = [];
  const client = await clientOfAnswers((request, response) => {
    queries.push(new URL(request.url ?? '', 'http://x').search);
    answers[queries.length - 1]?.(request, response);
  });
  return { client, queries };
}

describe('a list', () => {
  it('is all pages of one moment, as objects of their kind', async () => {
    const { client, queries } = await pages(json(200, page(['a', 'b'], 'n&1')), json(200, page(['c'])));
    const list = await client.list('/cms', {
      labelSelector: 'app in (a,b)',
      fieldSelector: 'metadata.name!=x',
      limit: 2,
    });
    expect(list).toEqual({
      resourceVersion: '7',
      items: ['a', 'b', 'c'].map((name) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } })),
    });
    const query = '?labelSelector=app+in+%28a%2Cb%29&fieldSelector=metadata.name%21%3Dx&limit=2';
    expect(queries).toEqual([query, `${query}&continue=n%261`]);
  });

  it('keeps who manages what only where that is asked for', async () => {
    const { client } = await pages(json(200, page(['a'])));
    const { items } = await client.list('/cms', { keepManagedFields: true });
    expect(items[0]?.metadata['managedFields']).toEqual([{ manager: 'm' }]);
  });

  it('may be null, which is how a server writes that there is nothing', async () => {
    const { client } = await pages(json(200, { ...page([]), items: null }));
    await expect(client.list('/cms')).resolves.toEqual({ items: [], resourceVersion: '7' });
  });

  it('begins anew once where it became too old', async () => {
    const expired = json(
      410,
      status(410, 'the provided continue parameter is too old', { reason: 'Expired' }),
    );
    const { client, queries } = await pages(
      json(200, page(['a'], 'next')),
      expired,
      json(200, page(['a', 'b'], '', '9')),
    );
    const { items, resourceVersion } = await client.list('/cms');
    expect(items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(resourceVersion).toBe('9');
    expect(queries).toEqual(['?limit=500', '?limit=500&continue=next', '?limit=500']);

    const again = await pages(
      json(200, page(['a'], 'next')),
      expired,
      json(200, page(['a'], 'next')),
      expired,
    );
    await expect(again.client.list('/cms')).rejects.toMatchObject({ status: 410 });
  });

  it.each<[string, RequestListener]>([
    [
      'a connection that breaks',
      (request, response) => {
        response
          .writeHead(200, { 'content-length': '9999' })
          .write(JSON.stringify(page(['b'])), () => request.socket.destroy());
      },
    ],
    ['JSON that is cut', text(200, JSON.stringify(page(['b'])).slice(0, -5))],
    ['no list', json(200, { kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'b' } })],
    ['no resourceVersion', json(200, { ...page(['b']), metadata: {} })],
    ['items without a name', json(200, { ...page([]), items: [{ metadata: {} }] })],
    ['no items', json(200, { ...page([]), items: undefined })],
    ['a Status', json(404, status(404, 'the server could not find the requested resource'))],
    ['nothing at all', (request) => void request.socket.destroy()],
  ])('is never a shorter one: %s instead of the second page', async (_, second) => {
    const { client } = await pages(json(200, page(['a'], 'next')), second, second, second, second);
    await expect(client.list('/cms')).rejects.toMatchObject({
      name: expect.stringMatching(/Error$/) as unknown,
    });
  });
});
