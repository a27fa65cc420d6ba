import { readFileSync } from 'node:fs';

/** The range that {@link isSuitableNode} accepts, in words. */
export const SUITABLE_NODE = 'Node.js 22 (22.12 or newer) or 24.0 to 24.18';

/**
 * Whether Backstage 1.55 runs on a version of Node.js. It asks for 22 or 24;
 * from 24.19 on, the better-sqlite3 12 that it uses aborts the process when a
 * statement is garbage-collected.
 *
 * @param {string} version - as in `process.versions.node`
 */
export function isSuitableNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 12) || (major === 24 && minor <= 18);
}

/**
 * The npm packages that carry Node.js itself, one for each platform: the
 * version that is fetched, and the hash that each has to have.
 *
 * @type {{ version: string, integrity: Record<string, string> }}
 */
export const NODE_PACKAGES = JSON.parse(
  readFileSync(new URL('./nodePackages.json', import.meta.url), 'utf8'),
);

/**
 * The npm package that carries Node.js for a machine, or undefined if none does.
 *
 * @param {{ platform: string, arch: string, musl: boolean }} machine -
 *   `musl`: its C library is musl, as on Alpine Linux, for which none is built
 */
export function nodePackageFor({ platform, arch, musl }) {
  const name = `node-${platform}-${arch}`;
  return name in NODE_PACKAGES.integrity && !musl ? name : undefined;
}

/**
 * The files from which `npm ci` installs one of these packages, and no other
 * content under its name.
 *
 * @param {string} name - as from {@link nodePackageFor}
 */
export function npmProjectFor(name) {
  const { version, integrity } = NODE_PACKAGES;
  const project = { private: true, dependencies: { [name]: version } };
  const locked = { version, integrity: integrity[name] };
  return {
    'package.json': JSON.stringify(project),
    'package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      requires: true,
      packages: { '': project, [`node_modules/${name}`]: locked },
    }),
  };
}
