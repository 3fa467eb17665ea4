import { type Response } from 'express';
import { type JsonObject } from '../json.ts';
import { type Kind } from '../kinds/kind.ts';
import { type KubernetesObject } from '../objects.ts';
import { type Page } from './list.ts';
import { type View } from './negotiation.ts';
import { partialMetadata, table } from './views.ts';

/** How the client wants to see objects. */
export interface Presentation {
  readonly kind: Kind;
  readonly view: View | undefined;
  readonly now: number;
  readonly include: string;
}

/** One object, or a Status, in the form that the client asked for. */
export function presentObject(body: JsonObject, { kind, view, now, include }: Presentation): JsonObject {
  if (body['kind'] !== kind.kind || view === undefined) return body;
  const object = body as KubernetesObject;
  if (view !== 'Table') return partialMetadata(object);
  const { resourceVersion = '' } = object.metadata;
  return table(kind, [object], { now, metadata: { resourceVersion }, include });
}

/** A page of objects in the form that the client asked for. */
export function presentPage({ items, metadata }: Page, presentation: Presentation): JsonObject {
  const { kind, view, now, include } = presentation;
  if (view === 'Table') return table(kind, items, { now, metadata, include });
  if (view !== undefined) {
    const partial = items.map((item) => partialMetadata(item));
    return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: partial };
  }
  // Items of a list name neither their kind nor their version: the list does.
  const bare = items.map(({ apiVersion: _apiVersion, kind: _kind, ...item }) => item);
  return { kind: `${kind.kind}List`, apiVersion: kind.apiVersion, metadata, items: bare };
}

/** Writes JSON without the charset that express would add: real servers send none. */
export function sendJson(
  response: Response,
  code: number,
  body: JsonObject,
  type = 'application/json',
): void {
  response.status(code);
  response.setHeader('Content-Type', type);
  response.end(JSON.stringify(body));
}
