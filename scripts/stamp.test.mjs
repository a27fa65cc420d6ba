import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { installStamp } from './lib/stamp.mjs';
import { temporaryFolder } from './lib/testing.mjs';

const MACHINE = { platform: 'linux', arch: 'x64', modules: '127' };

/** @param {string} root @param {Record<string, string>} files */
function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** @param {import('node:test').TestContext} t */
function clone(t) {
  const root = temporaryFolder(t);
  write(root, {
    'package.json': '{"workspaces": ["packages/*", "plugins/*"]}',
    'yarn.lock': 'lock',
    '.yarnrc.yml': 'nodeLinker: node-modules',
    'packages/app/package.json': '{}',
    'packages/notes.md': 'not a package',
  });
  return root;
}

test('an unchanged clone has the same stamp', t => {
  const root = clone(t);
  const stamp = installStamp(root, MACHINE);
  write(root, { 'packages/app/src/index.ts': 'export {};' });
  assert.equal(installStamp(root, MACHINE), stamp);
});

for (const [file, text] of [
  ['package.json', '{"workspaces": ["packages/*"]}'],
  ['yarn.lock', 'other'],
  ['.yarnrc.yml', 'nodeLinker: pnp'],
  ['packages/app/package.json', '{"name": "app"}'],
  ['plugins/costs/package.json', '{}'],
  ['.yarn/patches/knex.patch', 'diff'],
]) {
  test(`another ${file} changes the stamp`, t => {
    const root = clone(t);
    const stamp = installStamp(root, MACHINE);
    write(root, { [file]: text });
    assert.notEqual(installStamp(root, MACHINE), stamp);
  });
}

for (const change of [
  { platform: 'darwin' },
  { arch: 'arm64' },
  { modules: '137' },
]) {
  test(`another ${Object.keys(change)[0]} changes the stamp`, t => {
    const root = clone(t);
    assert.notEqual(
      installStamp(root, { ...MACHINE, ...change }),
      installStamp(root, MACHINE),
    );
  });
}
