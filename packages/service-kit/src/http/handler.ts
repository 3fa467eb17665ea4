/** The types of the functions that answer the operations of a spec, taken from openapi-typescript's `operations`. */
import type { Request, Response } from 'express';

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : undefined;
type Parameters<Operation, In extends string> = Operation extends { parameters: { [K in In]?: infer P } }
  ? [NonNullable<P>] extends [never]
    ? Record<never, never>
    : NonNullable<P>
  : Record<never, never>;
type Body<Operation> = Operation extends { requestBody: infer R }
  ? Json<R>
  : Operation extends { requestBody?: infer R }
    ? Json<NonNullable<R>> | undefined
    : undefined;

type Reply<Status, Answer> = { status: Status; headers?: Record<string, string> } & (Answer extends undefined
  ? { body?: undefined }
  : { body: Answer });
type Replies<Operation> = Operation extends { responses: infer R }
  ? { [Status in keyof R & number]: Reply<Status, Json<R[Status]>> }[keyof R & number]
  : never;

/** A checked request. */
export type Input<Operation> = {
  params: Parameters<Operation, 'path'>;
  query: Parameters<Operation, 'query'>;
  /** The headers that the spec names, written as there. */
  headers: Parameters<Operation, 'header'>;
  body: Body<Operation>;
  request: Request;
};

/** Answers one operation; what goes wrong is thrown as ProblemError. */
export type Handler<Operation> = (
  input: Input<Operation>,
) => Replies<Operation> | Promise<Replies<Operation>>;

/** Answers an operation whose response is an event stream: see EventStream.handle. */
export type StreamHandler = (request: Request, response: Response) => void;

type IsStream<Operation> = Operation extends {
  responses: { 200: { content: { 'text/event-stream': unknown } } };
}
  ? true
  : false;

/** The operations that every service answers alike; createApp brings them. */
type OperationsOfTheKit = 'getHealth' | 'getReady' | 'getMetrics' | 'getDeploymentMeta';

/** One handler for each operation of a spec, by its operationId. */
export type Handlers<Operations> = {
  [Id in Exclude<keyof Operations, OperationsOfTheKit>]: IsStream<Operations[Id]> extends true
    ? StreamHandler
    : Handler<Operations[Id]>;
};

/** A handler of whatever operation, as the router sees it. */
export type AnyHandler = (input: Record<keyof Input<never>, unknown>) => AnyReply | Promise<AnyReply>;
type AnyReply = { status: number; headers?: Record<string, string>; body?: unknown };
