/*
 * Starts PostgreSQL, and then the benchmark itself, which is TypeScript and starts a redis-server, the vendor and the backend.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/gateway/run.mjs [--calls 2000] [--megabytes 200] [--appendfsync everysec|always|none]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { runBenchmark } from '../lib/runBenchmark.mjs';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    megabytes: { type: 'string', default: '200' },
    appendfsync: { type: 'string', default: 'everysec' },
  },
});

const postgres = await startPostgres(process.env, { durable: true });
try {
  await runBenchmark(
    'cost-governance-backend',
    join('src', 'gateway', '__testUtils__', 'benchmark', 'benchmark.ts'),
    {
      BENCHMARK: JSON.stringify({
        postgres: postgres.connectionString,
        calls: Number(values.calls),
        megabytes: Number(values.megabytes),
        appendfsync: values.appendfsync,
      }),
    },
  );
} finally {
  await postgres.stop();
}
