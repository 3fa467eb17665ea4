import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom';

const missing = [
  'TextEncoder',
  'TextDecoder',
  'fetch',
  'Request',
  'Response',
  'Headers',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'structuredClone',
];
// Node's fetch accepts only Node's own abort signals.
const replaced = ['AbortController', 'AbortSignal'];

/** jsdom plus the web APIs that Node has and jsdom lacks. */
export default class extends JsdomEnvironment {
  constructor(...args) {
    super(...args);
    for (const name of missing) this.global[name] ??= globalThis[name];
    for (const name of replaced) this.global[name] = globalThis[name];
  }
}
