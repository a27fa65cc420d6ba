import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { withoutPackageManager } from './environment.mjs';
import { ExplainedError } from './errors.mjs';
import { withLock } from './lock.mjs';
import {
  isSuitableNode,
  NODE_PACKAGES,
  nodePackageFor,
  npmProjectFor,
  SUITABLE_NODE,
} from './nodeVersion.mjs';
import { PROOFLINE_SCRIPT, TOOLS } from './paths.mjs';
import { say } from './say.mjs';
import { continueOn, run } from './supervise.mjs';

/** Node.js needs no install script, and nobody here looks at npm's advice. */
const QUIETLY = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
];

/**
 * Makes sure that the rest runs on a Node.js that Backstage can run on.
 *
 * @param {string[]} argv - the arguments of this script
 * @returns {Promise<number | undefined>} undefined if this process may go on;
 *   or the exit code, after the same command was run by another Node.js
 * @throws an {@link ExplainedError} if there is none and none can be fetched
 */
export async function continueOnSuitableNode(argv) {
  if (isSuitableNode(process.versions.node)) {
    return undefined;
  }
  const node = await findOrFetchNode();
  return continueOn(node, [PROOFLINE_SCRIPT, ...argv]);
}

async function findOrFetchNode() {
  const name = nodePackageFor({
    platform: process.platform,
    arch: process.arch,
    musl: usesMusl(),
  });
  if (!name) {
    throw new ExplainedError(
      `Backstage needs ${SUITABLE_NODE}; this is ${process.version}, and no npm package carries Node.js for ${process.platform} on ${process.arch}: please install Node.js 22, for example with \`nvm install 22\`, and try again.`,
    );
  }
  const { version } = NODE_PACKAGES;
  const folder = join(TOOLS, `node-${version}`);
  const node = join(folder, 'node_modules', name, 'bin', 'node');
  if (!existsSync(node)) {
    await withLock(
      join(TOOLS, 'node.lock'),
      async () => {
        if (!existsSync(node)) {
          await fetchNode(name, version, folder);
        }
      },
      () => say('Another command is fetching Node.js; waiting for it.'),
    );
  }
  return node;
}

/**
 * @param {string} name - of the npm package
 * @param {string} version
 * @param {string} folder - where it goes
 */
async function fetchNode(name, version, folder) {
  say(
    `Backstage needs ${SUITABLE_NODE}; this is ${process.version}. Fetching ${version} into .tools/, a few seconds…`,
  );
  // First beside its place: a folder of that name is always complete.
  const incomplete = `${folder}.incomplete`;
  const cache = join(TOOLS, 'npm');
  rmSync(incomplete, { recursive: true, force: true });
  mkdirSync(incomplete, { recursive: true });
  for (const [file, text] of Object.entries(npmProjectFor(name))) {
    writeFileSync(join(incomplete, file), text);
  }
  const npm = run(
    'npm',
    ['ci', '--prefix', incomplete, '--cache', cache, ...QUIETLY],
    {
      cwd: incomplete,
      env: {
        ...withoutPackageManager(process.env),
        // The npm that belongs to this Node.js, if it has one.
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      },
      onOutput: () => {},
    },
  );
  const { code, output } = await npm.ended;
  const carried = join(incomplete, 'node_modules', name, 'bin', 'node');
  if (code !== 0 || !existsSync(carried)) {
    throw new ExplainedError(
      `npm could not fetch ${name} ${version}. Check that this machine reaches its npm registry, or install Node.js 22 yourself. What npm said:\n${output.trim()}`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(incomplete, folder);
  rmSync(cache, { recursive: true, force: true });
}

function usesMusl() {
  if (process.platform !== 'linux') {
    return false;
  }
  const { header } = /** @type {any} */ (process.report.getReport());
  return !header.glibcVersionRuntime;
}
