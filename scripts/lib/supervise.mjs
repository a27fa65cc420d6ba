import { fork, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ExplainedError } from './errors.mjs';
import { ROOT } from './paths.mjs';
import { say } from './say.mjs';

const KEEPER = fileURLToPath(new URL('./keeper.mjs', import.meta.url));

/** How long a program may take to end by itself, in milliseconds. */
const PATIENCE = 10_000;

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null, output: string }} Outcome */
/** @typedef {{ ended: Promise<Outcome>, stop(signal: NodeJS.Signals): Promise<void>, announced?: boolean }} Running */

/** @type {Set<Running>} */
const running = new Set();
let interrupted = false;

/**
 * Starts a program. When it ends, is stopped, or this process is gone in any
 * way, everything that the program has started in turn is ended too.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} [options.cwd] - the clone, unless given
 * @param {'inherit' | 'ignore'} [options.stdin]
 * @param {(text: string) => void} [options.onOutput] - takes what the program
 *   writes, which otherwise goes to the terminal; it is also in the outcome
 * @param {Partial<Pick<import('./keeper.mjs').Order, 'user' | 'stopSignal' | 'removeWhenDone' | 'patience'>>} [options.keep]
 * @returns {Running}
 */
export function run(command, args, options) {
  const { env, cwd = ROOT, stdin = 'ignore', onOutput, keep } = options;
  const out = onOutput ? 'pipe' : 'inherit';
  const keeper = fork(KEEPER, [], {
    detached: true,
    execArgv: [],
    stdio: [stdin, out, out, 'ipc'],
  });
  keeper.send({ command, args, cwd, env, patience: PATIENCE, ...keep });

  let output = '';
  for (const stream of [keeper.stdout, keeper.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output += text;
      onOutput?.(text);
    });
  }
  const closed = new Promise((resolve, reject) => {
    /** @type {any} */
    let report = { code: null, signal: 'SIGKILL' };
    keeper.on('message', message => (report = message));
    keeper.once('close', () =>
      report.problem
        ? reject(
            new ExplainedError(`Cannot run ${command}: ${report.problem}.`),
          )
        : resolve({ ...report, output }),
    );
  });
  /** @type {Running} */
  const handle = {
    // After Ctrl-C nothing may go on with "it has ended, now the next": this
    // process ends as soon as everything that runs has.
    ended: closed.finally(() => {
      running.delete(handle);
      return interrupted ? new Promise(() => {}) : undefined;
    }),
    async stop(signal) {
      if (keeper.connected) {
        keeper.send({ stop: signal });
      }
      await closed.catch(() => {});
    },
  };
  running.add(handle);
  return handle;
}

/**
 * Runs a script of this repository on another Node.js, in place of this
 * process: in the same terminal, and it ends when this process does.
 *
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function continueOn(node, args) {
  const child = spawn(node, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal, output: '' }));
  });
  running.add({
    ended,
    announced: true, // it says itself that it is stopping
    async stop(signal) {
      child.kill(signal);
      await ended;
    },
  });
  return exitCodeOf(await ended);
}

/**
 * Ends everything that {@link run} started, the newest first.
 *
 * @param {NodeJS.Signals} signal
 */
async function stopAll(signal) {
  for (const handle of [...running].reverse()) {
    await handle.stop(signal);
  }
}

/**
 * From here on, Ctrl-C, SIGTERM, a closed terminal and the end of the process
 * that started this one end everything that {@link run} started, then this
 * process, with the exit code that shells expect.
 */
export function endAllOnInterrupt() {
  /** @param {NodeJS.Signals} signal */
  const end = async signal => {
    // npm passes on a signal that the terminal has sent to us as well.
    if (interrupted) {
      return;
    }
    interrupted = true;
    if ([...running].some(({ announced }) => !announced)) {
      say('Stopping…');
    }
    await stopAll(signal);
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => end(signal));
  }
  if (process.channel) {
    process.on('disconnect', () => end('SIGTERM'));
    process.channel.unref();
  }
  if (process.env.npm_lifecycle_event) {
    // npm and Yarn put a shell between them and this script, which ends on a
    // signal without passing it on.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) {
        end('SIGTERM');
      }
    }, 500).unref();
  }
  // A terminal that was closed takes no more output; what was started has to be ended all the same.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
}

/**
 * The exit code for an outcome, as a shell would say it.
 *
 * @param {{ code: number | null, signal: NodeJS.Signals | null }} outcome
 */
export function exitCodeOf({ code, signal }) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
