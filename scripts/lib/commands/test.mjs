import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../chromium.mjs';
import { ExplainedError } from '../errors.mjs';
import { ROOT } from '../paths.mjs';
import { startPostgres } from '../postgres.mjs';
import { say } from '../say.mjs';
import { runSuite, SUITES } from '../suites.mjs';
import { summarize } from '../summary.mjs';

/** By this variable the tests learn of a PostgreSQL. */
const CONNECTION = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * Runs all tests, or those suites that are named.
 *
 * @param {string[]} args - names of suites; after the name of a single one,
 *   arguments for its runner
 * @param {NodeJS.ProcessEnv} env
 */
export async function test(args, env) {
  const { names, runnerArgs } = readArguments(args);
  /** @type {string[]} */
  const leftOut = [];
  const postgres =
    names.includes('unit') || names.includes('browser')
      ? await providePostgres(env, leftOut)
      : undefined;
  const testEnv = {
    ...env,
    ...(postgres && { [CONNECTION]: postgres.connectionString }),
    // Databases are named, or there are none: never looked for in containers.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };

  const suites = [];
  for (const name of names) {
    const more = name === 'browser' ? provideBrowser(env, leftOut) : {};
    if (more) {
      say(`Running the suite ${name}…`);
      suites.push(await runSuite(name, runnerArgs, { ...testEnv, ...more }));
    }
  }
  await postgres?.stop?.();

  const { lines, exitCode } = summarize({
    suites,
    leftOut,
    complete: env.CI === 'true' || env.CI === '1',
  });
  console.log(lines.join('\n'));
  return exitCode;
}

/** @param {string[]} args */
function readArguments(args) {
  const all = /** @type {import('../suites.mjs').SuiteName[]} */ (
    Object.keys(SUITES)
  );
  const isSuite = (/** @type {any} */ arg) => all.includes(arg);
  const end = args.findIndex(arg => !isSuite(arg));
  const names = all.filter(name =>
    args.slice(0, end < 0 ? undefined : end).includes(name),
  );
  const runnerArgs = end < 0 ? [] : args.slice(end);
  if (runnerArgs.length > 0 && names.length !== 1) {
    throw new ExplainedError(
      `"${runnerArgs[0]}" is none of the suites ${all.join(
        ', ',
      )}. Arguments for a test runner go after the name of its suite: npm test -- unit plugins/spec-coverage-common`,
    );
  }
  return { names: names.length > 0 ? names : all, runnerArgs };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} leftOut - is told if there is none
 * @returns {Promise<{ connectionString?: string, stop?: () => Promise<void> } | undefined>}
 */
async function providePostgres(env, leftOut) {
  const connectionString = env[CONNECTION];
  if (connectionString) {
    say(`Using the PostgreSQL that ${CONNECTION} names.`);
    return { connectionString };
  }
  say('Starting a PostgreSQL for the tests…');
  try {
    return await startPostgres(env);
  } catch (error) {
    leftOut.push(
      `Tests on PostgreSQL: it cannot be started here (${
        /** @type {Error} */ (error).message
      }). Set ${CONNECTION} to use one that is there.`,
    );
    return undefined;
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} leftOut - is told if there is none
 * @returns {NodeJS.ProcessEnv | undefined} what the browser tests need to know
 */
function provideBrowser(env, leftOut) {
  if (!existsSync(join(ROOT, 'playwright.config.ts'))) {
    leftOut.push('Browser tests: there is no playwright.config.ts.');
    return undefined;
  }
  const chromium = findChromium(env);
  if (!chromium) {
    leftOut.push(
      'Browser tests: no Chromium was found. Install it (on Debian `apt-get install chromium`) or name it in CHROMIUM_PATH.',
    );
    return undefined;
  }
  return { PROOFLINE_CHROMIUM: chromium };
}
