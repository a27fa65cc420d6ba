import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  findNodeHeaders,
  toolEnvironment,
  withoutPackageManager,
} from './lib/environment.mjs';
import { temporaryFolder } from './lib/testing.mjs';

/** @param {string} prefix @param {number} major @param {number} minor */
function writeHeaders(prefix, major, minor) {
  mkdirSync(join(prefix, 'include', 'node'), { recursive: true });
  writeFileSync(
    join(prefix, 'include', 'node', 'node_version.h'),
    `#define NODE_MAJOR_VERSION ${major}\n#define NODE_MINOR_VERSION ${minor}\n`,
  );
}

test('what npm has put into the environment does not go on to other programs', () => {
  const env = withoutPackageManager({
    HOME: '/home/ada',
    npm_config_ignore_scripts: 'true',
    npm_config_omit: 'dev',
    npm_config_prefix: '/usr',
    npm_config_nodedir: '/usr',
    npm_package_config_node_gyp_nodedir: '/usr',
    npm_lifecycle_event: 'start',
    INIT_CWD: '/home/ada/proofline',
    NODE_ENV: 'production',
  });
  assert.deepEqual(env, { HOME: '/home/ada' });
});

test('how to reach a registry goes on', () => {
  const env = {
    npm_config_registry: 'http://localhost:4873/',
    'npm_config_@acme:registry': 'http://localhost:4874/',
    npm_config_cafile: '/etc/ssl/company.pem',
    npm_config_https_proxy: 'http://localhost:3128',
    npm_config_userconfig: '/home/ada/.npmrc',
  };
  assert.deepEqual(withoutPackageManager(env), env);
});

test('native packages are compiled against the headers of the Node.js that is used', t => {
  const folder = temporaryFolder(t);
  writeHeaders(join(folder, 'node22'), 22, 23);
  writeHeaders(join(folder, 'usr'), 20, 20);

  const env = toolEnvironment(
    { npm_config_nodedir: join(folder, 'usr') },
    { execPath: join(folder, 'node22', 'bin', 'node'), version: '22.23.3' },
  );
  assert.equal(env.npm_config_nodedir, join(folder, 'node22'));
});

test('headers that are configured are used if they are of the right version', t => {
  const folder = temporaryFolder(t);
  writeHeaders(folder, 22, 23);
  assert.equal(findNodeHeaders(['/none', folder], '22.23.3'), folder);
  assert.equal(findNodeHeaders([undefined, folder], '22.12.0'), undefined);
  assert.equal(findNodeHeaders([folder], '24.1.0'), undefined);
});

test('the Node.js that is used comes first on the PATH', () => {
  const env = toolEnvironment(
    { PATH: '/usr/bin' },
    { execPath: '/opt/node22/bin/node', version: '22.23.3' },
  );
  assert.match(env.PATH ?? '', /^\/opt\/node22\/bin:.*:\/usr\/bin$/);
});

test('a Yarn folder that the person has chosen is kept', () => {
  const env = toolEnvironment({ YARN_GLOBAL_FOLDER: '/var/yarn' });
  assert.equal(env.YARN_GLOBAL_FOLDER, '/var/yarn');
});

test('Yarn trusts the authority that npm is told to trust', () => {
  const env = toolEnvironment({ npm_config_cafile: '/etc/ssl/company.pem' });
  assert.equal(env.YARN_HTTPS_CA_FILE_PATH, '/etc/ssl/company.pem');
  assert.equal(toolEnvironment({}).YARN_HTTPS_CA_FILE_PATH, undefined);
});
