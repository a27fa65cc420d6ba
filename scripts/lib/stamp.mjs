import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands for everything that an install depends on: if it is the same, there
 * is nothing to install. Native packages are made for one kind of machine and
 * one binary interface of Node.js.
 *
 * @param {string} root - the clone
 * @param {{ platform: string, arch: string, modules: string }} machine -
 *   `modules`: as in `process.versions.modules`
 */
export function installStamp(root, machine) {
  const { workspaces } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const files = [
    'package.json',
    'yarn.lock',
    '.yarnrc.yml',
    ...filesIn(root, '.yarn/patches'),
    ...workspaces.flatMap(
      /** @param {string} pattern */ pattern =>
        filesIn(root, pattern.replace(/\/\*$/, ''), 'package.json'),
    ),
  ];
  const hash = createHash('sha256').update(
    `${machine.platform} ${machine.arch} ${machine.modules}\0`,
  );
  for (const file of files) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * What a folder of the clone holds, in a fixed order.
 *
 * @param {string} root
 * @param {string} folder
 * @param {string} [file] - only folders that hold this file, and then the file
 */
function filesIn(root, folder, file = '') {
  return existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .sort()
        .map(name => join(folder, name, file))
        .filter(path => existsSync(join(root, path)))
    : [];
}
