import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { addressesIn } from './lib/addresses.mjs';
import { PROOFLINE_SCRIPT } from './lib/paths.mjs';
import { findFreePort, isPortFree } from './lib/ports.mjs';

/** @param {import('node:test').TestContext} t @param {string} host */
async function listen(t, host) {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  return port;
}

/** @param {{ frontend: { port: number }, backend: { port: number } }} addresses */
const portsOf = ({ frontend, backend }) => [frontend.port, backend.port];

test('without configuration, the portal is on 3000 and its backend on 7007', () => {
  assert.deepEqual(portsOf(addressesIn({})), [3000, 7007]);
});

test('the ports are those that Backstage takes from its configuration', () => {
  const app = { baseUrl: 'http://localhost:3100' };
  const backend = { baseUrl: 'http://localhost:7107', listen: ':7107' };
  assert.deepEqual(portsOf(addressesIn({ app, backend })), [3100, 7107]);
  assert.deepEqual(
    portsOf(
      addressesIn({
        app: { baseUrl: 'https://portal.example.org', listen: { port: 8080 } },
        backend: { listen: { host: '127.0.0.1', port: 7207 } },
      }),
    ),
    [8080, 7207],
  );
  assert.equal(
    addressesIn({ app: { baseUrl: 'https://portal.example.org' } }).frontend
      .port,
    443,
  );
  assert.equal(
    addressesIn({ backend: { listen: '0.0.0.0:7307' } }).backend.port,
    7307,
  );
});

for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
  test(`a port on which a program listens at ${host} is taken`, async t => {
    const port = await listen(t, host);
    assert.equal(await isPortFree(port), false);
  });
}

test('a port is free when nobody listens on it any more', async () => {
  const port = await findFreePort();
  assert.equal(await isPortFree(port), true);
});

test('start refuses in one sentence when a port is taken, before it installs anything', async t => {
  const port = await listen(t, '127.0.0.1');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [PROOFLINE_SCRIPT, 'start'],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        APP_CONFIG_app_baseUrl: `http://localhost:${port}`,
      },
    },
  );
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    new RegExp(`^\\[proofline\\] Port ${port}, .* is taken .*\\n$`),
  );
});
