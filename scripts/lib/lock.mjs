import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Does something that must not be done by two processes at once, such as an
 * install: whoever comes second waits until the first is through. A lock whose
 * holder has ended counts for nothing.
 *
 * @template T
 * @param {string} file - held while the work is done; contains the holder's process id
 * @param {() => Promise<T>} work
 * @param {() => void} onWait - called once, if there is somebody to wait for
 */
export async function withLock(file, work, onWait) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waiting = false; !tryToHold(file); waiting = true) {
    if (!waiting) {
      onWait();
    }
    await sleep(250);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release); // also when Ctrl-C ends the work
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function tryToHold(file) {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
      throw error;
    }
  }
  if (!isHeld(file)) {
    rmSync(file, { force: true });
  }
  return false;
}

/** @param {string} file */
function isHeld(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
