import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findChromium } from './lib/chromium.mjs';
import { temporaryFolder } from './lib/testing.mjs';

/** @param {string} path */
function writeProgram(path) {
  writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 });
  return path;
}

test('a Chromium on the PATH is found', t => {
  const folder = temporaryFolder(t);
  const program = writeProgram(join(folder, 'google-chrome'));
  assert.equal(findChromium({ PATH: `/none:${folder}` }, []), program);
});

test('a Chromium where installers put it is found', t => {
  const folder = temporaryFolder(t);
  const program = writeProgram(join(folder, 'Google Chrome'));
  assert.equal(findChromium({ PATH: '' }, [program]), program);
});

test('a file that cannot be run, and a folder, are no Chromium', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'chromium'), '', { mode: 0o644 });
  mkdirSync(join(folder, 'google-chrome'));
  assert.equal(findChromium({ PATH: folder }, []), undefined);
});

test('CHROMIUM_PATH decides', t => {
  const folder = temporaryFolder(t);
  writeProgram(join(folder, 'chromium'));
  const chosen = writeProgram(join(folder, 'my-chromium'));
  assert.equal(
    findChromium({ PATH: folder, CHROMIUM_PATH: chosen }, []),
    chosen,
  );
  assert.throws(
    () => findChromium({ PATH: folder, CHROMIUM_PATH: '/none/chromium' }, []),
    /CHROMIUM_PATH names \/none\/chromium/,
  );
});
