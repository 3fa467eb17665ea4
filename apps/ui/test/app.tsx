import { jest } from '@jest/globals';
import type { Json, State } from '@tribble/api';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router';
import { App } from '../src/app.tsx';
import { createServices } from '../src/live/services.ts';

/** An EventSource in the hands of a test. */
export class FakeStream {
  readonly #target = new EventTarget();
  readyState: number = EventSourceState.open;
  readonly close = jest.fn(() => {
    this.readyState = EventSourceState.closed;
  });

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.#target.addEventListener(type, (event) => listener(event as MessageEvent<string>));
  }

  send(event: string, data: Json | State): void {
    this.sendText(event, JSON.stringify(data));
  }

  sendText(event: string, data: string): void {
    this.#target.dispatchEvent(new MessageEvent(event, { data }));
  }

  /** The connection breaks; `closed` where the browser gives up. */
  fail(readyState: number): void {
    this.readyState = readyState;
    this.#target.dispatchEvent(new Event('error'));
  }
}

/** The states of an EventSource, which jsdom does not have. */
export const EventSourceState = { connecting: 0, open: 1, closed: 2 };

const root = 'http://tribble.test/board/';

/** Renders the whole app at an address, with a stream and an aggregator that the test plays. */
export async function renderApp({ at = '/', state, answer = notFound }: RenderOptions = {}) {
  const streams: FakeStream[] = [];
  const requests: Request[] = [];
  const fetch = (request: Request) => {
    requests.push(request);
    return answer(request);
  };
  const open = () => {
    const stream = new FakeStream();
    streams.push(stream);
    return stream;
  };
  let address = '';
  const Address = () => {
    const { pathname, search } = useLocation();
    address = pathname + search;
    return null;
  };
  const { unmount } = render(
    <MemoryRouter initialEntries={[at]}>
      <App services={createServices(root, fetch, open)} env="test" />
      <Address />
    </MemoryRouter>,
  );
  const stream = () => streams.at(-1) ?? new FakeStream();
  const send = (event: string, data: Json | State) => act(() => stream().send(event, data));
  const fail = (readyState: number) => act(() => stream().fail(readyState));
  if (state) send('snapshot', state);
  // The board asks for its dialogs at once; they are there before the test goes on.
  await act(() => import('../src/pages/board/overlays.tsx'));
  return { send, fail, streams, requests, unmount, user: userEvent.setup(), address: () => address };
}

interface RenderOptions {
  readonly at?: string;
  /** The first snapshot. */
  readonly state?: State;
  /** What the aggregator answers. */
  readonly answer?: Answer;
}

type Answer = (request: Request) => Promise<Response>;

/** Answers by the first of these whose key is in the address; everything else by `rest`. */
export function answering(answers: Readonly<Record<string, Answer>>, rest: Answer = notFound): Answer {
  return (request) => {
    const found = Object.entries(answers).find(([part]) => request.url.includes(part));
    return found ? found[1](request) : rest(request);
  };
}

/** An answer with this body. */
export function answerOf(body: unknown, status = 200): Answer {
  return () => Promise.resolve(Response.json(body, { status }));
}

/** The requests that want to change something. */
export function commandsOf(requests: readonly Request[]): Request[] {
  return requests.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/api/preview'));
}

/** A problem as the aggregator answers it. */
export function problem(status: number, body: Record<string, unknown>): Promise<Response> {
  const headers = { 'Content-Type': 'application/problem+json' };
  return Promise.resolve(new Response(JSON.stringify({ status, ...body }), { status, headers }));
}

function notFound(): Promise<Response> {
  return problem(404, { title: 'Not Found' });
}

/** Gives an element the keyboard. */
export function focus(element: HTMLElement): void {
  act(() => element.focus());
}

/** The cell of a resource in an environment. */
export function cell(resource: string, environment: string): HTMLElement {
  const selector = `[data-resource="${resource}"][data-environment="${environment}"]`;
  const found = screen.getByRole('grid').querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The board has no cell of ${resource} in ${environment}`);
  return found;
}
