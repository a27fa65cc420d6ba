import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { descendantsOf, listProcesses } from './lib/processes.mjs';
import { exitCodeOf, run } from './lib/supervise.mjs';
import { temporaryFolder, until } from './lib/testing.mjs';

/**
 * A family of processes as the portal's: a child that ends when it is asked,
 * one that does not, and one in a session of its own. Each writes its id.
 */
const FAMILY = `
  import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  const [role, folder] = process.argv.slice(2);
  if (role === 'parent') {
    const start = (name, detached) =>
      spawn(process.execPath, [process.argv[1], name, folder], { detached });
    start('child', false);
    start('stubborn', false);
    start('apart', true);
  }
  if (role === 'stubborn') {
    process.on('SIGTERM', () => {});
  }
  setInterval(() => {}, 1000);
  writeFileSync(folder + '/' + role, String(process.pid));
`;
const ROLES = ['parent', 'child', 'stubborn', 'apart'];

/** @param {import('node:test').TestContext} t */
function prepareFamily(t) {
  const folder = temporaryFolder(t);
  const script = join(folder, 'family.mjs');
  writeFileSync(script, FAMILY);
  const pids = async () => {
    /** @param {string} role */
    const read = role =>
      existsSync(join(folder, role))
        ? Number(readFileSync(join(folder, role), 'utf8'))
        : 0;
    await until(() => ROLES.every(read));
    return ROLES.map(read);
  };
  return { args: [script, 'parent', folder], folder, pids };
}

/** @param {number[]} pids */
function stillRunning(pids) {
  return listProcesses().filter(({ pid }) => pids.includes(pid));
}

/**
 * A process that runs a family as `npm start` runs the portal.
 *
 * @param {string} folder
 * @param {string[]} args
 * @param {string[]} [shell] - what npm puts in between
 */
function superviseIn(folder, args, shell = []) {
  const script = join(folder, 'supervisor.mjs');
  const supervise = new URL('./lib/supervise.mjs', import.meta.url).href;
  writeFileSync(
    script,
    `import { endAllOnInterrupt, run } from ${JSON.stringify(supervise)};
    endAllOnInterrupt();
    const options = { env: process.env, keep: { patience: 500 } };
    await run(process.execPath, process.argv.slice(2), options).ended;
    console.log('went on');`,
  );
  const [command, ...rest] = [...shell, process.execPath, script, ...args];
  const supervisor = spawn(command, rest, {
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  let output = '';
  supervisor.stdout.on('data', text => (output += text));
  return { supervisor, output: () => output };
}

for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  test(`${signal} ends everything that was started, and nothing goes on`, async t => {
    const { args, folder, pids } = prepareFamily(t);
    const { supervisor, output } = superviseIn(folder, args);
    const family = await pids();
    supervisor.kill(signal);
    supervisor.kill(signal); // npm passes on what the terminal has sent already
    assert.deepEqual(await once(supervisor, 'close'), [code, null]);
    assert.deepEqual(stillRunning(family), []);
    assert.equal(output(), '[proofline] Stopping…\n');
  });
}

test('nothing stays behind when the process that started it is killed', async t => {
  const { args, folder, pids } = prepareFamily(t);
  const { supervisor } = superviseIn(folder, args);
  const family = await pids();
  supervisor.kill('SIGKILL');
  await until(() => stillRunning(family).length === 0);
});

test('nothing stays behind when the shell is killed in which npm runs this', async t => {
  const { args, folder, pids } = prepareFamily(t);
  const shell = ['sh', '-c', '"$@"; exit', 'sh'];
  const { supervisor } = superviseIn(folder, args, shell);
  const family = await pids();
  supervisor.kill('SIGTERM');
  await until(() => stillRunning(family).length === 0);
});

test('what a program leaves behind when it ends is ended too', async t => {
  const folder = temporaryFolder(t);
  const script = `
    const { spawn } = require('node:child_process');
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    child.unref();
    console.log(child.pid);
    process.exitCode = 3;`;
  const { code, output } = await run(process.execPath, ['-e', script], {
    env: process.env,
    cwd: folder,
    onOutput: () => {},
  }).ended;
  assert.equal(code, 3);
  assert.deepEqual(stillRunning([Number(output)]), []);
});

test('stop ends one program and leaves the others', async t => {
  const one = prepareFamily(t);
  const other = prepareFamily(t);
  const options = { env: process.env, keep: { patience: 500 } };
  const running = run(process.execPath, one.args, options);
  const another = run(process.execPath, other.args, options);
  const [family, otherFamily] = [await one.pids(), await other.pids()];

  await running.stop('SIGTERM');
  assert.equal(exitCodeOf(await running.ended), 143);
  assert.deepEqual(stillRunning(family), []);
  assert.equal(stillRunning(otherFamily).length, otherFamily.length);
  await another.stop('SIGTERM');
});

test('a program is stopped by the signal that it likes', async t => {
  const folder = temporaryFolder(t);
  const script = `
    process.on('SIGINT', () => process.exit(7));
    setInterval(() => {}, 1000);
    console.log('ready');`;
  const { promise: ready, resolve: isReady } = Promise.withResolvers();
  const running = run(process.execPath, ['-e', script], {
    env: process.env,
    cwd: folder,
    onOutput: isReady,
    keep: { stopSignal: 'SIGINT' },
  });
  await ready;
  await running.stop('SIGTERM');
  assert.equal((await running.ended).code, 7);
});

test('a folder of a program is removed when it has ended', async t => {
  const folder = join(temporaryFolder(t), 'data');
  mkdirSync(join(folder, 'inside'), { recursive: true });
  await run('true', [], {
    env: process.env,
    keep: { removeWhenDone: folder },
  }).ended;
  assert.equal(existsSync(folder), false);
});

test('a program that is not there is named', async () => {
  await assert.rejects(
    run('no-such-program', [], { env: process.env }).ended,
    /Cannot run no-such-program: .*ENOENT/,
  );
});

test('descendants are found in any order', () => {
  /** @param {number} pid @param {number} parent */
  const process = (pid, parent) => ({ pid, parent, group: 1, started: '0' });
  const processes = [
    process(4, 3),
    process(3, 2),
    process(2, 1),
    process(5, 1),
  ];
  assert.deepEqual(
    descendantsOf(2, processes).map(({ pid }) => pid),
    [4, 3],
  );
});

test('this process is in the list, and its parent', () => {
  const own = listProcesses().find(({ pid }) => pid === process.pid);
  assert.equal(own?.parent, process.ppid);
});
