import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lib/paths.mjs';
import {
  count,
  countDatabases,
  countLine,
  readJest,
  readNodeTest,
  readPlaywright,
} from './lib/results.mjs';
import { temporaryFolder } from './lib/testing.mjs';

/** Inside the clone, so that a test file there finds its test runner. */
const CACHE = join(ROOT, '.cache');

/**
 * Runs a real test runner on some test files and gives what it tells.
 *
 * @param {import('node:test').TestContext} t
 * @param {Record<string, string>} files
 * @param {(file: string, folder: string) => { args: string[], env?: NodeJS.ProcessEnv }} command
 */
function runTests(t, files, command) {
  const folder = temporaryFolder(t, CACHE);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  const results = join(folder, 'results');
  const { args, env } = command(results, folder);
  const { NODE_TEST_CONTEXT, ...own } = process.env; // these are no tests of ours
  spawnSync(process.execPath, args, { cwd: folder, env: { ...own, ...env } });
  return readFileSync(results, 'utf8');
}

test('what Jest tells is read', t => {
  const text = runTests(
    t,
    {
      'package.json': '{}',
      'database.test.js': `
        describe('a migration', () => {
          it.each([['SQLITE_3'], ['POSTGRES_18']])('is reversible, %p', () => {});
          it('fails', () => { throw new Error('on purpose'); });
          it.skip('on POSTGRES_18 is skipped', () => {});
          it.todo('is to be written');
        });`,
      'broken.test.js': `require('./nothing');`,
    },
    (file, folder) => ({
      args: [
        join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
        ...['--rootDir', folder, '--json', `--outputFile=${file}`],
      ],
    }),
  );
  const { tests, problems } = readJest(text);
  assert.deepEqual(count(tests), { passed: 2, failed: 1, skipped: 2 });
  assert.deepEqual(countDatabases(tests), { sqlite: 1, postgres: 1 });
  const [failed] = tests.filter(({ status }) => status === 'failed');
  assert.match(failed.why ?? '', /^Error: on purpose\n.*database\.test\.js/);
  assert.equal(problems.length, 1);
  assert.match(problems[0], /broken\.test\.js: [^]*Cannot find module/);
});

test('what Playwright tells is read', t => {
  const text = runTests(
    t,
    {
      'playwright.config.js': `module.exports = { retries: 1, outputDir: 'output' };`,
      'portal.spec.js': `
        const { test, expect } = require('@playwright/test');
        test('passes', () => {});
        test.describe('drift', () => {
          test('fails', () => expect(1).toBe(2));
          test('passes when tried again', ({}, { retry }) => expect(retry).toBe(1));
          test.skip('is skipped', () => {});
        });`,
    },
    file => ({
      args: [
        join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
        ...['test', '--reporter=json'],
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    }),
  );
  const { tests, problems } = readPlaywright(text);
  assert.deepEqual(count(tests), { passed: 2, failed: 1, skipped: 1 });
  assert.deepEqual(problems, []);
  const failed = tests.find(({ name }) => name.endsWith('drift fails'));
  assert.match(
    failed?.why ?? '',
    /^Error: expect\([^]*Expected: 2[^]*portal\.spec\.js/,
  );
});

test('a web server that does not start is a problem that Playwright tells', t => {
  const text = runTests(
    t,
    {
      'playwright.config.js': `module.exports = {
        outputDir: 'output',
        webServer: { command: 'exit 1', url: 'http://localhost:1' },
      };`,
      'portal.spec.js': `require('@playwright/test').test('passes', () => {});`,
    },
    file => ({
      args: [
        join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
        ...['test', '--reporter=json'],
      ],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    }),
  );
  const { problems } = readPlaywright(text);
  assert.match(problems.join(), /webServer/);
});

test('what the test runner of Node.js tells is read', t => {
  const reporter = new URL('./lib/nodeTestReporter.mjs', import.meta.url).href;
  const text = runTests(
    t,
    {
      'port.test.mjs': `
        import { describe, it } from 'node:test';
        describe('a port', () => {
          it('is free', () => {});
          it('is taken', () => { throw new Error('on purpose'); });
          it.skip('is skipped', () => {});
          it.todo('is to be written');
        });`,
      'broken.test.mjs': `import './nothing.mjs';`,
    },
    file => ({
      args: [
        '--test',
        `--test-reporter=${reporter}`,
        `--test-reporter-destination=${file}`,
      ],
    }),
  );
  const { tests } = readNodeTest(text);
  assert.deepEqual(count(tests), { passed: 1, failed: 2, skipped: 2 });
  const taken = tests.find(({ name }) => name === 'is taken');
  assert.match(taken?.why ?? '', /^Error: on purpose\n.*port\.test\.mjs/);
});

test('a test that names no database, or was skipped, ran on none', () => {
  assert.deepEqual(
    countDatabases([
      { name: 'store keeps a spec, "SQLITE_3"', status: 'passed' },
      { name: 'store keeps a spec, "POSTGRES_17"', status: 'failed' },
      { name: 'store keeps a drift, "POSTGRES_18"', status: 'skipped' },
      { name: 'a percentage', status: 'passed' },
    ]),
    { sqlite: 1, postgres: 1 },
  );
});

test('the last line names skipped tests only if there are any', () => {
  assert.equal(
    countLine({ passed: 12, failed: 0, skipped: 0 }),
    '12 passed, 0 failed',
  );
  assert.equal(
    countLine({ passed: 1, failed: 2, skipped: 3 }),
    '1 passed, 2 failed, 3 skipped',
  );
});
