#!/usr/bin/env node
/**
 * The commands of this repository. Plain Node.js without dependencies, because
 * they have to run before anything is installed, on any Node.js from 20 on.
 *
 *   start             install what is missing, then run the portal
 *   test [suite …]    install what is missing, then run all tests
 *   exec -- command   install what is missing, then run a command with it
 */
import { ExplainedError } from './lib/errors.mjs';
import { complain } from './lib/say.mjs';
import { endAllOnInterrupt } from './lib/supervise.mjs';
import { continueOnSuitableNode } from './lib/toolchain.mjs';

const USAGE = `Usage: node scripts/proofline.mjs <command>

  start                        run the portal (also: npm start, yarn start)
  test [scripts|unit|browser]  run all tests, or some (also: npm test -- unit)
  exec -- <command …>          run a command with the Node.js, Yarn and packages of this repository`;

/** @param {string[]} argv */
async function main([command, ...args]) {
  if (process.platform === 'win32') {
    throw new ExplainedError(
      'These commands run on Linux and macOS; on Windows, run them inside WSL.',
    );
  }
  if (command === 'start') {
    // The ports are looked at before anything is fetched or installed.
    const { refuseTakenPorts } = await import('./lib/addresses.mjs');
    await refuseTakenPorts(args);
  } else if (command !== 'test' && command !== 'exec') {
    throw new ExplainedError(USAGE);
  }

  const exitCode = await continueOnSuitableNode([command, ...args]);
  if (exitCode !== undefined) {
    return exitCode;
  }
  const { install } = await import('./lib/install.mjs');
  const env = await install();
  const { [command]: run } = await import(`./lib/commands/${command}.mjs`);
  return run(args, env);
}

endAllOnInterrupt();
try {
  // Exits even where a handle is still open: whatever was started has ended.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  complain(error instanceof ExplainedError ? error.message : error);
  process.exit(1);
}
