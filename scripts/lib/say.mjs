import { inspect } from 'node:util';

/** @param {unknown} message */
function marked(message) {
  const text = typeof message === 'string' ? message : inspect(message);
  return text.replace(/^/gm, '[proofline] ');
}

/**
 * Tells the person at the terminal what these scripts are doing, marked so
 * that it can be told from the output of the programs that they run.
 *
 * @param {string} message
 */
export function say(message) {
  console.log(marked(message));
}

/**
 * Says what went wrong.
 *
 * @param {unknown} problem - a sentence, or an error of which the stack is shown
 */
export function complain(problem) {
  console.error(marked(problem));
}
