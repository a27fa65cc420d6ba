import { count, countDatabases, countLine } from './results.mjs';

/** No more names than this are printed of what failed or was skipped. */
const MANY = 20;

/** No more lines than this are printed of why something failed. */
const LONG = 8;

/**
 * What `npm test` says at its end.
 *
 * @param {object} run
 * @param {Array<{ name: string } & import('./results.mjs').Results>} run.suites - those that ran
 * @param {string[]} run.leftOut - sentences: what did not run, and why
 * @param {boolean} run.complete - nothing may be left out: what was, has failed
 * @returns {{ lines: string[], exitCode: number }}
 */
export function summarize({ suites, leftOut, complete }) {
  const tests = suites.flatMap(suite => suite.tests);
  const problems = suites.flatMap(suite => suite.problems);
  const { sqlite, postgres } = countDatabases(tests);
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const missing = [
    ...leftOut,
    ...suites
      .filter(suite => suite.tests.length + suite.problems.length === 0)
      .map(suite => `The suite ${suite.name} has no tests.`),
    ...(sqlite > 0 && postgres === 0
      ? ['No test ran on PostgreSQL, although some ran on SQLite.']
      : []),
    ...skipped.map(({ name }) => `Skipped: ${name}`),
  ];
  const counts = count(tests);
  const failed =
    counts.failed + problems.length + (complete ? missing.length : 0);
  const failures = [
    ...tests
      .filter(({ status }) => status === 'failed')
      .map(({ name, why }) => (why ? `${name}\n${excerpt(why)}` : name)),
    ...problems,
  ];
  const lines = [
    '',
    ...suites.map(suite => {
      const own = count(suite.tests);
      own.failed += suite.problems.length;
      return `${suite.name}: ${countLine(own)}`;
    }),
    `On databases: ${sqlite} tests on SQLite, ${postgres} tests on PostgreSQL.`,
    ...titled('Failed:', failures),
    ...(missing.length > 0
      ? titled('Left out:', missing)
      : ['Nothing was left out.']),
    ...(complete && missing.length > 0
      ? [
          'With CI=true nothing may be left out: each of these counts as failed.',
        ]
      : []),
    // Where a skipped test counts as failed, it counts once.
    countLine({
      passed: counts.passed,
      failed,
      skipped: complete ? 0 : counts.skipped,
    }),
  ];
  return { lines, exitCode: failed > 0 ? 1 : 0 };
}

/**
 * How an error begins, and at which line of a test: what is between may be a whole page of a browser.
 *
 * @param {string} why
 */
function excerpt(why) {
  const lines = why.split('\n').filter(line => line.trim() !== '');
  const isFrame = (/** @type {string} */ line) => /^\s*at\s/.test(line);
  const message = lines.filter(line => !isFrame(line)).slice(0, LONG - 1);
  const where = lines.find(line => isFrame(line) && /\.test\./.test(line));
  return [...message, ...(where ? [where] : [])].join('\n');
}

/**
 * @param {string} title
 * @param {string[]} items
 */
function titled(title, items) {
  if (items.length === 0) {
    return [];
  }
  const rest = items.length - MANY;
  return [
    title,
    ...items.slice(0, MANY).map(item => {
      const [first, ...more] = item.trim().split('\n');
      return [`  - ${first}`, ...more.slice(0, LONG)].join('\n    ');
    }),
    ...(rest > 0 ? [`  - and ${rest} more`] : []),
  ];
}
