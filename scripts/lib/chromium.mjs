import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ExplainedError } from './errors.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** Where installers put it that do not put it on the PATH. */
const PLACES = [
  '/usr/bin',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The Chromium of this machine.
 *
 * @param {NodeJS.ProcessEnv} env - CHROMIUM_PATH, if it is set, decides
 * @param {string[]} places - folders, and files, to look at beside the PATH
 * @returns {string | undefined} its path, or undefined if there is none
 * @throws an {@link ExplainedError} if CHROMIUM_PATH names no program
 */
export function findChromium(env, places = PLACES) {
  if (env.CHROMIUM_PATH) {
    if (!isProgram(env.CHROMIUM_PATH)) {
      throw new ExplainedError(
        `CHROMIUM_PATH names ${env.CHROMIUM_PATH}, where there is no program.`,
      );
    }
    return env.CHROMIUM_PATH;
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders, ...places]
    .flatMap(place => [...NAMES.map(name => join(place, name)), place])
    .find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
