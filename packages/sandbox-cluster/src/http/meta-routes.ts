import { createHash } from 'node:crypto';
import { type Express, type Request, type Response } from 'express';
import { type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type ServedKinds } from '../registry/served-kinds.ts';
import {
  aggregatedDiscovery,
  coreVersions,
  groupDocument,
  groupList,
  groupsOf,
  resourceList,
  serverVersion,
} from './discovery.ts';
import { parseAccept } from './negotiation.ts';
import { sendJson } from './object-response.ts';
import { openapiDocument, openapiIndex, swagger } from './openapi.ts';
import { swaggerAnswerType, swaggerProtobuf, swaggerProtobufType } from './openapi-protobuf.ts';

/** Adds what tells clients about the server itself: version, health, discovery and schemas. */
export function addMetaRoutes(app: Express, kinds: ServedKinds): void {
  app.get('/version', (_request, response) => {
    sendJson(response, 200, serverVersion);
  });
  for (const path of ['/healthz', '/livez', '/readyz', '/livez/ping', '/readyz/ping', '/healthz/ping']) {
    app.get(path, (_request, response) => {
      response.type('text/plain').send('ok');
    });
  }
  app.get(
    '/api',
    discovery(kinds, 'api', () => coreVersions),
  );
  app.get('/apis', discovery(kinds, 'apis', groupList));
  app.get('/api/v1', (_request, response) => {
    sendJson(response, 200, resourceList(kinds.all, '', 'v1'));
  });
  app.get('/apis/:group', (request, response) => {
    const found = groupsOf(kinds.all).find(({ group }) => group === request.params.group);
    if (!found) sendNothing(response);
    else sendJson(response, 200, { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(found) });
  });
  app.get('/apis/:group/:version', ({ params: { group, version } }, response) => {
    const isServed = kinds.all.some((kind) => kind.group === group && kind.version === version);
    if (isServed) sendJson(response, 200, resourceList(kinds.all, group, version));
    else sendNothing(response);
  });
  addOpenapi(app, kinds);
}

/** Plain text, as a real server answers for what it does not serve (yet). */
export function sendNothing(response: Response): void {
  response.status(404).type('text/plain').send('404 page not found\n');
}

function addOpenapi(app: Express, kinds: ServedKinds): void {
  app.get('/openapi/v3', (_request, response) => {
    sendJson(response, 200, openapiIndex(kinds.all));
  });
  app.get('/openapi/v3/*path', ({ params: { path } }, response) => {
    const body = openapiDocument(kinds.all, path.join('/'));
    if (body) sendJson(response, 200, body);
    else sendNothing(response);
  });
  const protobufOf = remembered(swaggerProtobuf);
  app.get('/openapi/v2', (request, response) => {
    const [wanted] = parseAccept(request.headers.accept ?? '*/*');
    if (wanted?.type !== swaggerProtobufType) sendJson(response, 200, swagger(kinds.all));
    else response.setHeader('Content-Type', swaggerAnswerType).end(protobufOf(kinds.all));
  });
}

/** Computes something about the kinds once for each list of kinds. */
function remembered<T>(compute: (kinds: readonly Kind[]) => T): (kinds: readonly Kind[]) => T {
  let last: { kinds: readonly Kind[]; value: T } | undefined;
  return (kinds) => {
    if (last?.kinds !== kinds) last = { kinds, value: compute(kinds) };
    return last.value;
  };
}

function discovery(kinds: ServedKinds, root: 'api' | 'apis', legacy: (kinds: readonly Kind[]) => JsonObject) {
  return (request: Request, response: Response): void => {
    const wanted = parseAccept(request.headers.accept ?? '').find(
      ({ parameters }) =>
        parameters['as'] === 'APIGroupDiscoveryList' && parameters['g'] === 'apidiscovery.k8s.io',
    );
    const version = wanted?.parameters['v'];
    response.setHeader('Vary', 'Accept');
    if (version !== 'v2' && version !== 'v2beta1') {
      sendJson(response, 200, legacy(kinds.all));
      return;
    }
    const body = aggregatedDiscovery(kinds.all, root, version);
    const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('hex').toUpperCase()}"`;
    response.setHeader('ETag', tag);
    if (request.headers['if-none-match'] === tag) response.status(304).end();
    else
      sendJson(
        response,
        200,
        body,
        `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
      );
  };
}
