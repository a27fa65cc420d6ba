import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A process. `started` tells it from a later one that was given the same id.
 *
 * @typedef {{ pid: number, parent: number, group: number, started: string }} Process
 */

/**
 * All processes of this machine that still run, without those that have ended
 * and only wait for their parent to take notice.
 *
 * @returns {Process[]}
 */
export function listProcesses() {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** Linux: `ps` is missing on small installations, /proc is not. */
function fromProc() {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      const stat = readStat(name);
      // The name of the program, in brackets, may itself hold brackets and blanks.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return stat && fields[0] !== 'Z' && fields[0] !== 'X'
        ? [
            {
              pid: Number(name),
              parent: Number(fields[1]),
              group: Number(fields[2]),
              started: fields[19],
            },
          ]
        : [];
    });
}

/** @param {string} pid */
function readStat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // it ended since the folder was listed
  }
}

function fromPs() {
  const { stdout } = spawnSync(
    'ps',
    ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='],
    { encoding: 'utf8' },
  );
  return (stdout ?? '').split('\n').flatMap(line => {
    const [pid, parent, group, state, ...started] = line.trim().split(/\s+/);
    return pid && !state.startsWith('Z')
      ? [
          {
            pid: Number(pid),
            parent: Number(parent),
            group: Number(group),
            started: started.join(' '),
          },
        ]
      : [];
  });
}

/**
 * Those processes that descend from one of them, without itself.
 *
 * @param {number} ancestor - its process id
 * @param {Process[]} processes
 */
export function descendantsOf(ancestor, processes) {
  const family = new Set([ancestor]);
  // A child may be listed before its parent, hence again until nobody is added.
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    for (const { pid, parent } of processes) {
      if (family.has(parent)) {
        family.add(pid);
      }
    }
  }
  family.delete(ancestor);
  return processes.filter(({ pid }) => family.has(pid));
}

/**
 * Sends a signal; a process that has already ended is no error.
 *
 * @param {Process} target
 * @param {NodeJS.Signals} signal
 */
function send({ pid }, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Ends processes and waits until they are gone: asks first, and kills those
 * that are still there after a while.
 *
 * @param {() => Process[]} remaining - those that still run; asked again and again
 * @param {number} patience - milliseconds from the first signal to SIGKILL
 */
export async function endProcesses(remaining, patience) {
  remaining().forEach(target => send(target, 'SIGTERM'));
  if (await gone(remaining, patience)) {
    return;
  }
  remaining().forEach(target => send(target, 'SIGKILL'));
  await gone(remaining, patience);
}

/**
 * @param {() => Process[]} remaining
 * @param {number} patience
 */
async function gone(remaining, patience) {
  const deadline = Date.now() + patience;
  while (remaining().length > 0) {
    if (Date.now() > deadline) {
      return false;
    }
    await sleep(50);
  }
  return true;
}
