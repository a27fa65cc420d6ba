/*
 * Starts PostgreSQL, where it is asked for, and then the benchmark itself, which is TypeScript.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/burst/run.mjs [--edits 10000] [--database postgres|sqlite] [--rate 200]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { runBenchmark } from '../lib/runBenchmark.mjs';

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
  await runBenchmark(
    'spec-coverage-backend',
    join('src', '__testUtils__', 'burst', 'benchmark.ts'),
    {
      BURST_EDITS: values.edits,
      BURST_RATE: values.rate,
      BURST_LATENCY_MS: values.latency,
      ...(values.profile && { BURST_PROFILE: '1' }),
      ...(postgres && { BURST_POSTGRES: postgres.connectionString }),
    },
  );
} finally {
  await postgres?.stop();
}
