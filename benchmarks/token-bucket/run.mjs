/*
 * Starts a redis-server, and then the benchmark itself, which is TypeScript.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/token-bucket/run.mjs [--requests 20000] [--rounds 3] [--appendfsync no|everysec|always]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    appendfsync: { type: 'string', default: 'everysec' },
  },
});

const child = spawn(
  process.execPath,
  [
    '--require',
    createRequire(join(root, 'package.json')).resolve(
      '@backstage/cli-node/config/nodeTransform.cjs',
    ),
    '--no-experimental-strip-types',
    join('src', 'buckets', '__testUtils__', 'benchmark', 'benchmark.ts'),
  ],
  {
    cwd: join(root, 'plugins', 'cost-governance-backend'),
    stdio: 'inherit',
    env: {
      ...process.env,
      BENCHMARK: JSON.stringify({
        requests: Number(values.requests),
        rounds: Number(values.rounds),
        appendfsync: values.appendfsync,
      }),
    },
  },
);
const [code] = await once(child, 'exit');
process.exitCode = code ?? 1;
