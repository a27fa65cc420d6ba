// @ts-check
'use strict';

/*
 * The worker thread in which Z3 runs. It evaluates texts and tells what Z3 said of them; what they mean is decided
 * elsewhere. It is plain JavaScript in a folder of its own because a worker is loaded by its file name: this file is the
 * same when the plugin runs from source, in tests and when it is built.
 *
 * Z3 is called synchronously, which blocks this thread only. Whoever started the thread ends it when it takes too long.
 */

const { parentPort, workerData } = require('node:worker_threads');
const { init } = require('z3-solver');

/**
 * @typedef {{ id: number, reset: boolean, scripts: string[] }} Request
 * @typedef {{ memoryLimitMb: number }} WorkerData
 */

/** The status with which Z3 ends its process when memory runs out (ERR_MEMOUT in Z3's error_codes.h). */
const MEMORY_STATUS = 101;

async function main() {
  if (!parentPort) {
    throw new Error('z3Worker must be started as a worker thread');
  }
  const port = parentPort;
  /** @type {string[]} */
  const printed = [];
  /** @param {string} text */
  const keep = text => {
    printed.push(text);
    printed.splice(0, printed.length - 10);
  };
  const { Z3, em } = await init({ print: keep, printErr: keep });
  const { memoryLimitMb } = /** @type {WorkerData} */ (workerData);
  // Z3 gives up in good order at the first limit, and breaks down at the second.
  Z3.global_param_set(
    'memory_high_watermark_mb',
    String(Math.floor(memoryLimitMb * 0.8)),
  );
  Z3.global_param_set('memory_max_size', String(memoryLimitMb));

  const makeContext = () => {
    const config = Z3.mk_config();
    const context = Z3.mk_context(config);
    Z3.del_config(config);
    return context;
  };
  let context = makeContext();

  /** @param {string} script */
  const evaluate = script =>
    em.ccall(
      'Z3_eval_smtlib2_string',
      'string',
      ['number', 'string'],
      [context, script],
    );

  port.on('message', (/** @type {Request} */ { id, reset, scripts }) => {
    try {
      if (reset) {
        Z3.del_context(context);
        context = makeContext();
      }
      port.postMessage({ type: 'answer', id, outputs: scripts.map(evaluate) });
    } catch (error) {
      const text = [describe(error, em), ...printed].join('\n');
      port.postMessage({
        type: 'broken',
        id,
        memory:
          statusOf(error) === MEMORY_STATUS ||
          /out of memory|Cannot enlarge memory/i.test(text),
        message: text,
      });
      port.close();
    }
  });
  port.postMessage({ type: 'ready', z3Version: Z3.get_full_version() });
}

/**
 * @param {unknown} error
 * @returns {unknown}
 */
function statusOf(error) {
  return typeof error === 'object' && error !== null && 'status' in error
    ? error.status
    : undefined;
}

/**
 * @param {unknown} error
 * @param {any} em - the Emscripten module, which can name an exception of C++
 * @returns {string}
 */
function describe(error, em) {
  if (error instanceof Error) {
    return `${error.name}: ${error.message}`;
  }
  const status = statusOf(error);
  if (status !== undefined) {
    return `Z3 ended with status ${status}`;
  }
  try {
    return String(em.getExceptionMessage(error));
  } catch {
    return String(error);
  }
}

main();
