import { createHash } from 'node:crypto';
import { type Express, type Request, type Response } from 'express';
import { type JsonObject } from '../json.ts';
import { kinds } from '../kinds/table.ts';
import {
  aggregatedDiscovery,
  coreVersions,
  groupDocument,
  groupList,
  groups,
  resourceList,
  serverVersion,
} from './discovery.ts';
import { parseAccept } from './negotiation.ts';
import { sendJson } from './object-response.ts';
import { openapiDocument, openapiIndex, swagger } from './openapi.ts';
import { swaggerAnswerType, swaggerProtobuf, swaggerProtobufType } from './openapi-protobuf.ts';

/** Adds what tells clients about the server itself: version, health, discovery and schemas. */
export function addMetaRoutes(app: Express): void {
  const document = (path: string, body: JsonObject) => {
    app.get(path, (_request, response) => {
      sendJson(response, 200, body);
    });
  };
  document('/version', serverVersion);
  for (const path of ['/healthz', '/livez', '/readyz', '/livez/ping', '/readyz/ping', '/healthz/ping']) {
    app.get(path, (_request, response) => {
      response.type('text/plain').send('ok');
    });
  }
  app.get('/api', discovery('api', coreVersions));
  app.get('/apis', discovery('apis', groupList));
  document('/api/v1', resourceList('', 'v1'));
  for (const { group, version } of groups) {
    document(`/apis/${group}`, { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(group, version) });
    document(`/apis/${group}/${version}`, resourceList(group, version));
  }
  addOpenapi(app, document);
}

function addOpenapi(app: Express, document: (path: string, body: JsonObject) => void): void {
  document('/openapi/v3', openapiIndex);
  for (const { group, version } of [{ group: '', version: 'v1' }, ...groups]) {
    const body = openapiDocument(group, version);
    if (body) document(`/openapi/v3/${group ? `apis/${group}` : 'api'}/${version}`, body);
  }
  const protobuf = swaggerProtobuf(kinds);
  app.get('/openapi/v2', (request, response) => {
    const [wanted] = parseAccept(request.headers.accept ?? '*/*');
    if (wanted?.type !== swaggerProtobufType) sendJson(response, 200, swagger);
    else response.setHeader('Content-Type', swaggerAnswerType).end(protobuf);
  });
}

function discovery(root: 'api' | 'apis', legacy: JsonObject) {
  return (request: Request, response: Response): void => {
    const wanted = parseAccept(request.headers.accept ?? '').find(
      ({ parameters }) =>
        parameters['as'] === 'APIGroupDiscoveryList' && parameters['g'] === 'apidiscovery.k8s.io',
    );
    const version = wanted?.parameters['v'];
    response.setHeader('Vary', 'Accept');
    if (version !== 'v2' && version !== 'v2beta1') {
      sendJson(response, 200, legacy);
      return;
    }
    const body = aggregatedDiscovery(root, version);
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
