import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A new folder that is removed after the test.
 *
 * @param {import('node:test').TestContext} t
 * @param {string} [parent]
 */
export function temporaryFolder(t, parent = tmpdir()) {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'proofline-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Waits for something to become true, as long as the test may last.
 *
 * @param {() => boolean} condition
 */
export async function until(condition) {
  while (!condition()) {
    await sleep(20);
  }
}
