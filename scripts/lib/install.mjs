import {
  createWriteStream,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { toolEnvironment } from './environment.mjs';
import { ExplainedError } from './errors.mjs';
import { adviceFor, buildLogs, progressIn } from './installLog.mjs';
import { withLock } from './lock.mjs';
import { ROOT, TOOLS, YARN } from './paths.mjs';
import { say } from './say.mjs';
import { installStamp } from './stamp.mjs';
import { run } from './supervise.mjs';

const STAMP = join(ROOT, 'node_modules', '.proofline-install');
const LOG = join(TOOLS, 'install.log');

/**
 * Installs the packages of this repository, unless that was done and nothing
 * has changed since.
 *
 * @returns {Promise<NodeJS.ProcessEnv>} the environment in which they can be used
 * @throws an {@link ExplainedError} if it does not work out
 */
export async function install() {
  const env = toolEnvironment(process.env);
  await withLock(
    join(TOOLS, 'install.lock'),
    async () => {
      provideYarn();
      const stamp = installStamp(ROOT, {
        platform: process.platform,
        arch: process.arch,
        modules: process.versions.modules,
      });
      if (readStamp() !== stamp) {
        await installPackages(env);
        writeFileSync(STAMP, stamp);
      }
      await ensureDatabaseDriver(env);
    },
    () => say('Another command is installing; waiting for it.'),
  );
  return env;
}

/** Puts a `yarn` on the PATH that {@link toolEnvironment} makes. */
function provideYarn() {
  mkdirSync(join(TOOLS, 'bin'), { recursive: true });
  writeFileSync(
    join(TOOLS, 'bin', 'yarn'),
    `#!/bin/sh\nexec node "$(dirname "$0")/../../${relative(
      ROOT,
      YARN,
    )}" "$@"\n`,
    { mode: 0o755 },
  );
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return undefined; // never installed
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function installPackages(env) {
  const first = readStamp() === undefined;
  say(
    first
      ? 'Installing the packages: about 3 minutes and 3 GB inside this folder, only the first time…'
      : 'Something about the packages has changed; installing them again…',
  );
  // Should it fail halfway, what is there now stands for nothing.
  rmSync(STAMP, { force: true });
  const began = Date.now();
  await yarn(['install', '--immutable'], env);
  say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/**
 * better-sqlite3 is the one package without which nothing works and which is
 * compiled on the machine, for one Node.js.
 *
 * @param {NodeJS.ProcessEnv} env
 */
async function ensureDatabaseDriver(env) {
  const problem = await loadDatabaseDriver(env);
  if (problem === undefined) {
    return;
  }
  say(
    `better-sqlite3 does not load in Node.js ${process.versions.node}; building it, about a minute…`,
  );
  await yarn(['rebuild', 'better-sqlite3'], env);
  const stillThere = await loadDatabaseDriver(env);
  if (stillThere !== undefined) {
    throw new ExplainedError(
      `better-sqlite3 does not load, although it was built for this Node.js:\n${stillThere}`,
    );
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} what went wrong
 */
async function loadDatabaseDriver(env) {
  const script = `new (require('better-sqlite3'))(':memory:').close()`;
  const node = run(process.execPath, ['--eval', script], {
    env,
    onOutput: () => {},
  });
  const { code, output } = await node.ended;
  return code === 0 ? undefined : output;
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function yarn(args, env) {
  const log = createWriteStream(LOG);
  let line = '';
  const command = run(process.execPath, [YARN, ...args], {
    env: { ...env, YARN_ENABLE_COLORS: '0', YARN_ENABLE_INLINE_BUILDS: '0' },
    onOutput(text) {
      log.write(text);
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      lines.flatMap(progressIn).forEach(say);
    },
  });
  const { code, output } = await command.ended;
  log.end();
  if (code !== 0) {
    const logs = [output, ...buildLogs(output)];
    throw new ExplainedError(
      [
        ...logs.map(text => text.trim().split('\n').slice(-30).join('\n')),
        `\`yarn ${args.join(
          ' ',
        )}\` did not work; the whole log is in ${relative(ROOT, LOG)}.`,
        ...adviceFor(logs.join('\n')),
      ].join('\n'),
    );
  }
}
