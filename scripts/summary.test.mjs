import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from './lib/summary.mjs';

/**
 * @param {string} name
 * @param {import('./lib/results.mjs').Test['status']} status
 */
const having = (name, status) => ({ name, status });

/** @param {Partial<Parameters<typeof summarize>[0]>} run */
const summary = run =>
  summarize({ suites: [], leftOut: [], complete: false, ...run });

const green = {
  name: 'unit',
  tests: [
    having('store, "SQLITE_3"', 'passed'),
    having('store, "POSTGRES_18"', 'passed'),
  ],
  problems: [],
};

test('a green run says so, and on which databases', () => {
  const { lines, exitCode } = summary({ suites: [green], complete: true });
  assert.equal(exitCode, 0);
  assert.deepEqual(lines, [
    '',
    'unit: 2 passed, 0 failed',
    'On databases: 1 tests on SQLite, 1 tests on PostgreSQL.',
    'Nothing was left out.',
    '2 passed, 0 failed',
  ]);
});

test('a failed test fails the run and is named', () => {
  const { lines, exitCode } = summary({
    suites: [green, { ...green, tests: [having('a port', 'failed')] }],
  });
  assert.equal(exitCode, 1);
  assert.ok(lines.includes('  - a port'));
  assert.equal(lines.at(-1), '2 passed, 1 failed');
});

test('of a failed test is said how the error begins, and in which line of the test', () => {
  const why = [
    'Error: Unable to find an element',
    '',
    ...Array.from({ length: 100 }, (_, i) => `<div id="${i}">`),
    '    at waitFor (node_modules/dom/wait.js:1:1)',
    '    at Object.<anonymous> (plugins/a/History.test.tsx:69:7)',
  ].join('\n');
  const { lines } = summary({
    suites: [{ ...green, tests: [{ ...having('a', 'failed'), why }] }],
  });
  const failed = lines.filter(line => line.startsWith('  - a'))[0].split('\n');
  assert.equal(failed[1], '    Error: Unable to find an element');
  assert.match(failed.at(-1) ?? '', /History\.test\.tsx:69:7/);
  assert.equal(failed.length, 9);
});

test('a runner that has crashed fails the run, however many tests passed before', () => {
  const { lines, exitCode } = summary({
    suites: [{ ...green, problems: ['The runner ended with exit code 134.'] }],
  });
  assert.equal(exitCode, 1);
  assert.ok(lines.includes('  - The runner ended with exit code 134.'));
  assert.equal(lines.at(-1), '2 passed, 1 failed');
});

const incomplete = {
  'a sentence about it': { leftOut: ['Browser tests: no Chromium.'] },
  'a suite without tests': {
    suites: [green, { name: 'browser', tests: [], problems: [] }],
  },
  'a skipped test': {
    suites: [{ ...green, tests: [...green.tests, having('a', 'skipped')] }],
  },
  'no test on PostgreSQL': {
    suites: [{ ...green, tests: green.tests.slice(0, 1) }],
  },
};
for (const [what, run] of Object.entries(incomplete)) {
  test(`what was left out is named, and fails a complete run: ${what}`, () => {
    const partial = summary(run);
    assert.equal(partial.exitCode, 0);
    assert.ok(partial.lines.includes('Left out:'));

    const complete = summary({ ...run, complete: true });
    assert.equal(complete.exitCode, 1);
    assert.match(complete.lines.at(-1) ?? '', /^\d passed, 1 failed$/);
  });
}

test('a long list of failures is cut', () => {
  const tests = Array.from({ length: 30 }, (_, i) => having(`t${i}`, 'failed'));
  const { lines } = summary({ suites: [{ ...green, tests }] });
  assert.ok(lines.includes('  - and 10 more'));
});
