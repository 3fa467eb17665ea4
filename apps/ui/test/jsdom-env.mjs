import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom';

const missing = {
  TextEncoder,
  TextDecoder,
  fetch,
  Request: withAnySignal(Request),
  Response,
  Headers,
  ReadableStream,
  WritableStream,
  TransformStream,
  structuredClone,
};

/** Node's Request accepts only Node's own abort signals, and jsdom's events only jsdom's: one signal follows the other. */
function withAnySignal(NodeRequest) {
  return class Request extends NodeRequest {
    constructor(input, { signal, ...init } = {}) {
      super(input, signal ? { ...init, signal: following(signal) } : init);
    }
  };
}

function following(signal) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return controller.signal;
}

/** jsdom plus the web APIs that Node has and jsdom lacks. */
export default class extends JsdomEnvironment {
  constructor(...args) {
    super(...args);
    for (const [name, value] of Object.entries(missing)) this.global[name] ??= value;
  }
}
