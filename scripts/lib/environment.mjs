import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT, TOOLS } from './paths.mjs';

/**
 * npm hands its whole configuration to a script as `npm_config_*`, where it
 * beats every .npmrc. Only what is about reaching a registry may go on to the
 * npm and node-gyp that are started here: an `--ignore-scripts`, `--omit`,
 * `--global` or `nodedir` that was meant for something else breaks them.
 */
const PASSED_ON =
  /^npm_config_(registry|.*:registry|userconfig|globalconfig|cafile|ca|cert|key|strict_ssl|proxy|https?_proxy|noproxy|fetch_.*|maxsockets|python|build_from_source)$/i;

/**
 * What npm and Yarn tell a script about itself, which would be untrue for the
 * programs that it starts; and NODE_ENV, which each of them sets for itself.
 */
const NOT_PASSED_ON =
  /^(npm_.*|INIT_CWD|PROJECT_CWD|BERRY_BIN_FOLDER|YARN_IGNORE_PATH|NODE_ENV)$/i;

/**
 * The environment without what the npm or Yarn that started this script has put into it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutPackageManager(env) {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => PASSED_ON.test(name) || !NOT_PASSED_ON.test(name),
    ),
  );
}

/**
 * The first of some folders that holds the C++ headers of a version of Node.js,
 * to compile native packages against: the headers of another version make
 * binaries that do not load.
 *
 * @param {Array<string | undefined>} prefixes - folders that may have `include/node`
 * @param {string} version - as in `process.versions.node`
 */
export function findNodeHeaders(prefixes, version) {
  return prefixes.find(prefix => {
    const header = join(prefix ?? '', 'include', 'node', 'node_version.h');
    if (!prefix || !existsSync(header)) {
      return false;
    }
    const text = readFileSync(header, 'utf8');
    const [major, minor] = version.split('.');
    return (
      new RegExp(`#define NODE_MAJOR_VERSION ${major}\\b`).test(text) &&
      new RegExp(`#define NODE_MINOR_VERSION ${minor}\\b`).test(text)
    );
  });
}

/**
 * The environment for everything that runs on the Node.js of this process.
 * What is fetched meanwhile stays inside the clone.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ execPath?: string, version?: string }} node
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(
  env,
  { execPath = process.execPath, version = process.versions.node } = {},
) {
  const bin = dirname(execPath);
  const headers = findNodeHeaders(
    [dirname(bin), env.npm_config_nodedir],
    version,
  );
  return {
    ...withoutPackageManager(env),
    PATH: [
      bin,
      join(TOOLS, 'bin'),
      join(ROOT, 'node_modules', '.bin'),
      env.PATH,
    ].join(delimiter),
    // Backstage opens a browser, which would be closed with the portal.
    BROWSER: env.BROWSER ?? 'none',
    YARN_GLOBAL_FOLDER: env.YARN_GLOBAL_FOLDER ?? join(TOOLS, 'yarn'),
    // Behind a proxy that npm is told to trust, Yarn is to trust it as well.
    ...(env.npm_config_cafile && {
      YARN_HTTPS_CA_FILE_PATH:
        env.YARN_HTTPS_CA_FILE_PATH ?? env.npm_config_cafile,
    }),
    npm_config_cache: join(TOOLS, 'npm'),
    npm_config_devdir: join(TOOLS, 'node-gyp'),
    ...(headers && { npm_config_nodedir: headers }),
  };
}
