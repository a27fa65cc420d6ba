import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

describe('a process that settles claims', () => {
  it('runs from source as backends do, and ends by itself although a worker waits for claims', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, '__testUtils__', 'settleAndLeave.ts'),
    ]);
    expect({ stdout, stderr }).toEqual({ stdout: 'proven', stderr: '' });
  }, 120_000);
});
