/*
 * Starts PostgreSQL, where it is asked for, and then the benchmark itself, which is TypeScript.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/burst/run.mjs [--edits 10000] [--database postgres|sqlite] [--rate 200]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/lib/postgres.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const backend = join(root, 'plugins', 'spec-coverage-backend');
const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '10000' },
    database: { type: 'string', default: 'postgres' },
    rate: { type: 'string', default: '200' },
    latency: { type: 'string', default: '20' },
    profile: { type: 'boolean', default: false },
  },
});

const postgres =
  values.database === 'postgres'
    ? await startPostgres(process.env, { durable: true })
    : undefined;
try {
  const child = spawn(
    process.execPath,
    [
      '--require',
      createRequire(join(root, 'package.json')).resolve(
        '@backstage/cli-node/config/nodeTransform.cjs',
      ),
      '--no-experimental-strip-types',
      join('src', '__testUtils__', 'burst', 'benchmark.ts'),
    ],
    {
      cwd: backend,
      stdio: 'inherit',
      env: {
        ...process.env,
        BURST_EDITS: values.edits,
        BURST_RATE: values.rate,
        BURST_LATENCY_MS: values.latency,
        ...(values.profile && { BURST_PROFILE: '1' }),
        ...(postgres && { BURST_POSTGRES: postgres.connectionString }),
      },
    },
  );
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await postgres?.stop();
}
