import { ExplainedError } from '../errors.mjs';
import { exitCodeOf, run } from '../supervise.mjs';

/**
 * Runs a command with the Node.js, Yarn and packages of this repository.
 *
 * @param {string[]} args - `--`, then the command
 * @param {NodeJS.ProcessEnv} env
 */
export async function exec(args, env) {
  const [command, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (!command) {
    throw new ExplainedError(
      'Say what to run, for example: node scripts/proofline.mjs exec -- yarn lint',
    );
  }
  const running = run(command, rest, { env, stdin: 'inherit' });
  return exitCodeOf(await running.ended);
}
