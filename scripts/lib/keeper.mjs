/**
 * Runs one command for {@link file://./supervise.mjs} and sees to it that
 * nothing of it stays behind: neither when it is told to stop, nor when the
 * command leaves processes behind, nor when whoever started it is gone, even
 * by `kill -9`. It stands in a session of its own, so that Ctrl-C in a
 * terminal reaches the command once, through here, and not twice.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { descendantsOf, endProcesses, listProcesses } from './processes.mjs';

/**
 * @typedef {object} Order
 * @property {string} command
 * @property {string[]} args
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {{ uid: number, gid: number }} [user] - run as somebody else
 * @property {NodeJS.Signals} [stopSignal] - how the command likes to be stopped,
 *   whatever the signal was that reached us
 * @property {string} [removeWhenDone] - a folder to remove at the end
 * @property {number} patience - milliseconds from asking to killing
 */

/** @param {Order} order */
function keep(order) {
  const child = spawn(order.command, order.args, {
    cwd: order.cwd,
    env: order.env,
    ...order.user,
    stdio: 'inherit',
    detached: true,
  });
  const ended = new Promise(resolve => child.once('exit', resolve));

  /** Processes that belong to the command, also those whose parent has ended since. */
  const known = new Set();
  const remaining = () => {
    const all = listProcesses();
    const own = new Set(descendantsOf(process.pid, all));
    const belonging = all.filter(
      candidate =>
        own.has(candidate) ||
        candidate.group === child.pid ||
        known.has(`${candidate.pid} ${candidate.started}`),
    );
    belonging.forEach(({ pid, started }) => known.add(`${pid} ${started}`));
    return belonging;
  };

  let stopping = false;
  /** @param {NodeJS.Signals} signal */
  const stop = async signal => {
    if (stopping || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    stopping = true;
    remaining(); // remember the whole family while it is still connected
    child.kill(order.stopSignal ?? signal);
    const timer = setTimeout(
      () => endProcesses(remaining, order.patience),
      order.patience,
    );
    await ended;
    clearTimeout(timer);
  };

  child.once('error', error => report({ problem: error.message }));
  child.once('exit', async (code, signal) => {
    await endProcesses(remaining, order.patience);
    if (order.removeWhenDone) {
      rmSync(order.removeWhenDone, { recursive: true, force: true });
    }
    report({ code, signal });
  });
  process.on('message', ({ stop: signal }) => stop(signal));
  process.on('disconnect', () => stop('SIGTERM'));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => stop(signal));
  }
}

/** @param {{ code: number | null, signal: string | null } | { problem: string }} outcome */
function report(outcome) {
  if (!process.connected) {
    process.exit();
  }
  process.send?.(outcome, () => process.exit());
}

process.once('message', keep);
