import { stripVTControlCharacters } from 'node:util';

/**
 * The outcome of one test; where it failed, what its runner says about that.
 *
 * @typedef {{ name: string, status: 'passed' | 'failed' | 'skipped', why?: string }} Test
 */

/**
 * What a test runner has to tell: its tests, and what went wrong beside them,
 * such as a file that does not load.
 *
 * @typedef {{ tests: Test[], problems: string[] }} Results
 */

/**
 * Reads what Jest writes with `--json`.
 *
 * @param {string} text
 * @returns {Results}
 */
export function readJest(text) {
  const { testResults } = JSON.parse(text);
  /** @type {Record<string, Test['status']>} */
  const statuses = { passed: 'passed', failed: 'failed' };
  return {
    tests: testResults.flatMap((/** @type {any} */ { assertionResults }) =>
      assertionResults.map(
        (/** @type {any} */ { fullName, status, failureMessages }) => ({
          name: fullName,
          status: statuses[status] ?? 'skipped',
          ...why(failureMessages?.[0]),
        }),
      ),
    ),
    // A file that fails without a failed test has not run at all, or failed around its tests.
    problems: testResults
      .filter(
        (/** @type {any} */ { status, assertionResults }) =>
          status === 'failed' &&
          !assertionResults.some(
            (/** @type {any} */ t) => t.status === 'failed',
          ),
      )
      .map((/** @type {any} */ { name, message }) => `${name}: ${message}`),
  };
}

/**
 * Reads what Playwright's JSON reporter writes. A test that passed only when
 * it was tried again counts as passed, as it does for Playwright.
 *
 * @param {string} text
 * @returns {Results}
 */
export function readPlaywright(text) {
  const { suites, errors } = JSON.parse(text);
  /** @type {Record<string, Test['status']>} */
  const statuses = {
    expected: 'passed',
    flaky: 'passed',
    unexpected: 'failed',
    skipped: 'skipped',
  };
  /**
   * @param {any} suite
   * @param {string[]} path
   * @returns {Test[]}
   */
  const testsIn = (suite, path) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ { status, results }) => ({
        name: [...path, suite.title, spec.title].join(' '),
        status: statuses[status],
        ...(status === 'unexpected' && why(results.at(-1)?.error?.stack)),
      })),
    ),
    ...(suite.suites ?? []).flatMap((/** @type {any} */ inner) =>
      testsIn(inner, [...path, suite.title]),
    ),
  ];
  return {
    tests: suites.flatMap((/** @type {any} */ suite) => testsIn(suite, [])),
    problems: errors.map((/** @type {any} */ { message }) => message),
  };
}

/**
 * Reads what `nodeTestReporter.mjs` writes: a test a line.
 *
 * @param {string} text
 * @returns {Results}
 */
export function readNodeTest(text) {
  const lines = text.split('\n').filter(Boolean);
  return { tests: lines.map(line => JSON.parse(line)), problems: [] };
}

/** @param {string | undefined} text - may be coloured */
function why(text) {
  return text ? { why: stripVTControlCharacters(text) } : {};
}

/** @param {Test[]} tests */
export function count(tests) {
  /** @param {Test['status']} status */
  const having = status => tests.filter(test => test.status === status).length;
  return {
    passed: having('passed'),
    failed: having('failed'),
    skipped: having('skipped'),
  };
}

/**
 * How many tests ran on which database: `it.each(databases.eachSupportedId())`
 * puts the database's id into the title.
 *
 * @param {Test[]} tests
 */
export function countDatabases(tests) {
  /** @param {RegExp} id */
  const naming = id =>
    tests.filter(({ name, status }) => status !== 'skipped' && id.test(name))
      .length;
  return { sqlite: naming(/\bSQLITE_\d/), postgres: naming(/\bPOSTGRES_\d/) };
}

/**
 * The line in which a test run ends.
 *
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
export function countLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${
    skipped > 0 ? `, ${skipped} skipped` : ''
  }`;
}
