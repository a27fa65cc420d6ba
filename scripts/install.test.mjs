import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { adviceFor, buildLogs, progressIn } from './lib/installLog.mjs';
import { withLock } from './lib/lock.mjs';
import { temporaryFolder } from './lib/testing.mjs';

test('the lines of Yarn that say how far it is are told in words', () => {
  assert.deepEqual(progressIn('➤ YN0000: ┌ Fetch step'), ['  downloading']);
  assert.deepEqual(progressIn('➤ YN0000: ┌ Link step'), ['  unpacking']);
  assert.deepEqual(
    progressIn(
      '➤ YN0007: │ better-sqlite3@npm:12.11.1 must be built because it never has been before or the last one failed',
    ),
    ['  building better-sqlite3'],
  );
  assert.deepEqual(
    progressIn(
      '➤ YN0007: │ @swc/core@npm:1.16.18 [634db] must be rebuilt because its dependency tree changed',
    ),
    ['  building @swc/core'],
  );
  assert.deepEqual(progressIn('➤ YN0000: └ Completed in 2m 6s'), []);
});

test('a failed install comes with advice', () => {
  assert.match(
    adviceFor('gyp ERR! stack Error: not found: make')[0],
    /C\+\+ compiler/,
  );
  assert.match(
    adviceFor('➤ YN0028: │ The lockfile would have been modified')[0],
    /commit yarn\.lock/,
  );
  assert.match(adviceFor('getaddrinfo ENOTFOUND')[0], /network/);
  assert.deepEqual(adviceFor('something new'), []);
});

test('what a package wrote that could not be built is found', t => {
  const log = join(temporaryFolder(t), 'build.log');
  writeFileSync(log, 'fatal error: no such file');
  const output = `➤ YN0009: │ better-sqlite3@npm:12.11.1 couldn't be built successfully (exit code 1, logs can be found here: ${log})`;
  assert.deepEqual(buildLogs(output), ['fatal error: no such file']);
  assert.deepEqual(buildLogs('logs can be found here: /none/build.log)'), []);
});

test('of two that want the same lock, the second waits for the first', async t => {
  const lock = join(temporaryFolder(t), 'install.lock');
  /** @type {string[]} */
  const order = [];
  const { promise: mayEnd, resolve: end } = Promise.withResolvers();
  const first = withLock(
    lock,
    async () => {
      order.push('first begins');
      await mayEnd;
      order.push('first ends');
    },
    () => assert.fail('there is nobody to wait for'),
  );
  await withLock(
    lock,
    async () => order.push('second'),
    () => end(undefined),
  );
  await first;
  assert.deepEqual(order, ['first begins', 'first ends', 'second']);
  assert.equal(existsSync(lock), false);
});

test('a lock whose holder was killed is taken over', async t => {
  const folder = temporaryFolder(t);
  const lock = join(folder, 'install.lock');
  const script = join(folder, 'holder.mjs');
  writeFileSync(
    script,
    `import { withLock } from ${JSON.stringify(
      new URL('./lib/lock.mjs', import.meta.url).href,
    )};
    withLock(process.argv[2], () => {
      process.send('held');
      return new Promise(() => setInterval(() => {}, 1000));
    });`,
  );
  const holder = fork(script, [lock]);
  await once(holder, 'message');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  assert.equal(readFileSync(lock, 'utf8'), `${holder.pid}`);

  assert.equal(
    await withLock(
      lock,
      async () => 'done',
      () => {},
    ),
    'done',
  );
});
