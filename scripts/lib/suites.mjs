import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';
import { readJest, readNodeTest, readPlaywright } from './results.mjs';
import { exitCodeOf, run } from './supervise.mjs';

/**
 * A test runner: what it is started with, given the file for its results, and
 * how these are read.
 *
 * @typedef {object} Suite
 * @property {(file: string) => string[]} command - arguments for Node.js
 * @property {(file: string) => NodeJS.ProcessEnv} [env]
 * @property {(text: string) => import('./results.mjs').Results} read
 */

const modules = join(ROOT, 'node_modules');
const reporter = new URL('./nodeTestReporter.mjs', import.meta.url);

/** All tests of this repository, in the order in which they run: the quick ones first. */
export const SUITES = /** @satisfies {Record<string, Suite>} */ ({
  scripts: {
    command: file => [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${reporter.href}`,
      `--test-reporter-destination=${file}`,
      'scripts/*.test.mjs',
    ],
    read: readNodeTest,
  },
  unit: {
    command: file => [
      join(modules, '@backstage', 'cli', 'bin', 'backstage-cli'),
      ...['repo', 'test', '--watchAll=false', '--ci', '--json'],
      `--outputFile=${file}`,
    ],
    read: readJest,
  },
  browser: {
    command: () => [
      join(modules, '@playwright', 'test', 'cli.js'),
      ...['test', '--reporter=list,json'],
    ],
    env: file => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    read: readPlaywright,
  },
});

/** @typedef {keyof typeof SUITES} SuiteName */

/**
 * Runs a suite. A runner that ends without telling its results, or with an
 * error that they do not show, is a problem in the results.
 *
 * @param {SuiteName} name
 * @param {string[]} args - more arguments for its runner
 * @param {NodeJS.ProcessEnv} env
 */
export async function runSuite(name, args, env) {
  /** @type {Suite} */
  const suite = SUITES[name];
  const file = join(ROOT, '.cache', 'test-results', `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true }); // those of the last run

  const runner = run(process.execPath, [...suite.command(file), ...args], {
    env: { ...env, ...suite.env?.(file) },
    // On SIGINT, and no other signal, Playwright ends the portal that it has started.
    keep: { stopSignal: 'SIGINT', patience: 20_000 },
  });
  const code = exitCodeOf(await runner.ended);
  const results = existsSync(file)
    ? readResults(suite, file)
    : { tests: [], problems: [] };
  const isExplained =
    results.problems.length > 0 ||
    results.tests.some(({ status }) => status === 'failed');
  if (code !== 0 && !isExplained) {
    results.problems.push(
      `The runner of the suite ${name} ended with exit code ${code}; what it wrote above tells why.`,
    );
  } else if (!existsSync(file)) {
    results.problems.push(
      `The runner of the suite ${name} ended without telling its results.`,
    );
  }
  return { name, ...results };
}

/**
 * @param {Suite} suite
 * @param {string} file
 * @returns {import('./results.mjs').Results}
 */
function readResults({ read }, file) {
  try {
    return read(readFileSync(file, 'utf8'));
  } catch (error) {
    return { tests: [], problems: [`${file} cannot be read: ${error}`] };
  }
}
