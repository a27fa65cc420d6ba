import { readFileSync } from 'node:fs';

/** The lines of Yarn's output that tell how far it is, and what to say then. */
const PROGRESS = /** @type {const} */ ([
  [/ ┌ Fetch step/, () => '  downloading'],
  [/ ┌ Link step/, () => '  unpacking'],
  [
    /YN0007: .* (@?[^@\s]+)@\S+.* must be (?:re)?built/,
    /** @param {string} name */ name => `  building ${name}`,
  ],
]);

/**
 * What a line of Yarn's output means to a person who waits.
 *
 * @param {string} line
 * @returns {string[]} nothing, or one message
 */
export function progressIn(line) {
  return PROGRESS.flatMap(([pattern, message]) => {
    const found = pattern.exec(line);
    return found ? [message(found[1])] : [];
  });
}

/**
 * What the packages wrote that could not be built: Yarn names files for it.
 *
 * @param {string} output - Yarn's
 */
export function buildLogs(output) {
  const files = output.matchAll(/logs can be found here: ([^\s)]+)/g);
  return [...files].flatMap(([, file]) => {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      return []; // its name is in the output, that has to do
    }
  });
}

const ADVICE = /** @type {const} */ ([
  [
    /gyp ERR!/,
    'better-sqlite3 is compiled on this machine. It needs a C++ compiler, make and Python 3: on Debian or Ubuntu `apt-get install g++ make python3`, on macOS `xcode-select --install`.',
  ],
  [
    /YN0028/,
    'yarn.lock does not fit to a package.json. Run `node .yarn/releases/yarn-4.13.0.cjs install` and commit yarn.lock.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|RequestError|YN0035/,
    'A package registry could not be reached, or refused: check the network, the proxy, and the registry that Yarn is configured with.',
  ],
  [/ENOSPC/, 'The disk is full: the packages need 3 GB.'],
]);

/**
 * What a person can do about a failed install.
 *
 * @param {string} log
 */
export function adviceFor(log) {
  return ADVICE.flatMap(([pattern, advice]) =>
    pattern.test(log) ? [advice] : [],
  );
}
