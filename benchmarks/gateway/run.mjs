/*
 * Starts PostgreSQL, and then the benchmark itself, which is TypeScript and starts a redis-server, the vendor and the backend.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/gateway/run.mjs [--calls 2000] [--megabytes 200] [--appendfsync everysec|always|none]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/lib/postgres.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    megabytes: { type: 'string', default: '200' },
    appendfsync: { type: 'string', default: 'everysec' },
  },
});

const postgres = await startPostgres(process.env, { durable: true });
try {
  const child = spawn(
    process.execPath,
    [
      '--require',
      createRequire(join(root, 'package.json')).resolve(
        '@backstage/cli-node/config/nodeTransform.cjs',
      ),
      '--no-experimental-strip-types',
      join('src', 'gateway', '__testUtils__', 'benchmark', 'benchmark.ts'),
    ],
    {
      cwd: join(root, 'plugins', 'cost-governance-backend'),
      stdio: 'inherit',
      env: {
        ...process.env,
        BENCHMARK: JSON.stringify({
          postgres: postgres.connectionString,
          calls: Number(values.calls),
          megabytes: Number(values.megabytes),
          appendfsync: values.appendfsync,
        }),
      },
    },
  );
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await postgres.stop();
}
