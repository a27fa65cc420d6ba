import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/*
 * The portal that these tests run against was brought up by the README's first command (see playwright.config.ts). Here the
 * README's requests are sent to it, as they stand, but for the port.
 */

const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');

test('the requests of the README are answered', async () => {
  const [block] = [...readme.matchAll(/```sh\n([^`]*curl[^`]*)```/g)].map(
    match => match[1],
  );
  expect(block).toContain('/api/spec-coverage/coverage');
  const output = execFileSync(
    'bash',
    [
      '-euo',
      'pipefail',
      '-c',
      block.replaceAll('localhost:7007', 'localhost:7207'),
    ],
    { encoding: 'utf8' },
  );
  expect(output).toContain('"openDrifts"');
  expect(output).toContain('"ref": "files:specs/ledger.md"');
  expect(output).toContain('"check"');
});

test('the routes of the README are those of the contract', async ({
  request,
}) => {
  const { backstageIdentity } = await (
    await request.post('http://localhost:7207/api/auth/guest/refresh')
  ).json();
  const contract = await (
    await request.get('http://localhost:7207/api/spec-coverage/openapi.json', {
      headers: { Authorization: `Bearer ${backstageIdentity.token}` },
    })
  ).json();
  const documented = Object.entries(contract.paths).flatMap(
    ([path, operations]) =>
      Object.keys(operations as object).map(
        method =>
          `${method.toUpperCase()} ${path.replace('/api/spec-coverage', '')}`,
      ),
  );
  const described = [
    ...readme.matchAll(/`(GET|POST|PUT|DELETE) (\/[^`?]*)(?:\?[^`]*)?`/g),
  ].map(match => `${match[1]} ${match[2]}`);
  expect([...new Set(described)].sort()).toEqual(
    // Where the contract itself is served it does not say.
    [...documented, 'GET /openapi.json'].sort(),
  );
});
