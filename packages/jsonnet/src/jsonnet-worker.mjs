// Runs the evaluator in a thread of its own, which can be ended at any moment. It is plain JavaScript with no import of the
// project, since it is started as it stands from the sources and copied beside a bundle. The evaluator is WebAssembly: it
// reaches no file, no network and no clock.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const { evaluator, maxPages, maxOutput } = workerData;
const pageBytes = 65_536;
const memorySection = 5;

/** @type {WebAssembly.Memory | undefined} */
let memory;

boundMemory();
/** @type {new () => { evaluateSnippet(text: string): string; destroy(): void }} */
const Jsonnet = createRequire(import.meta.url)(evaluator);
parentPort.postMessage({ ready: true });
parentPort.on('message', (text) => parentPort.postMessage(evaluate(text)));

/** @param {string} text */
function evaluate(text) {
  try {
    const jsonnet = new Jsonnet();
    const output = jsonnet.evaluateSnippet(text);
    jsonnet.destroy();
    const isTooLong = output.length > maxOutput;
    return { ...(isTooLong ? { tooLong: output.length } : { output }), memoryBytes: memoryBytes() };
  } catch (error) {
    // After a trap the instance is in no known state; whoever asked ends this thread.
    const isDeep = error instanceof RangeError;
    return { crashed: isDeep ? 'stack' : 'trap', memoryBytes: memoryBytes() };
  }
}

function memoryBytes() {
  return memory?.buffer.byteLength ?? 0;
}

/** Modules compiled from here on have a memory that cannot grow beyond `maxPages`: limits of a worker do not cover it. */
function boundMemory() {
  const { Module, Instance } = WebAssembly;
  WebAssembly.Module = class extends Module {
    constructor(bytes) {
      super(withMaximum(bytes));
    }
  };
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports) {
      super(module, imports);
      memory = this.exports.memory;
    }
  };
}

/**
 * The module with the maximum in its memory section, which holds `count flags minimum [maximum]`.
 * @param {Uint8Array} bytes
 */
function withMaximum(bytes) {
  let offset = 8;
  while (offset < bytes.length) {
    const id = bytes[offset];
    const size = readNumber(bytes, offset + 1);
    const end = size.end + size.value;
    if (id === memorySection) {
      const minimum = readNumber(bytes, size.end + 2).value;
      const section = [1, 1, ...number(minimum), ...number(Math.max(minimum, maxPages))];
      return Buffer.concat([
        bytes.subarray(0, offset),
        Buffer.from([memorySection, ...number(section.length), ...section]),
        bytes.subarray(end),
      ]);
    }
    offset = end;
  }
  throw new Error(
    `the evaluator has no memory of its own, so its ${maxPages * pageBytes} bytes cannot be kept`,
  );
}

/**
 * An unsigned LEB128 number.
 * @param {Uint8Array} bytes
 * @param {number} start
 */
function readNumber(bytes, start) {
  let value = 0;
  let end = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[end];
    value += (byte & 0x7f) * 2 ** shift;
    end += 1;
    if (byte < 0x80) return { value, end };
  }
}

/** @param {number} value */
function number(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}
