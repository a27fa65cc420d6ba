/*
 * Starts a redis-server, and then the benchmark itself, which is TypeScript.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/token-bucket/run.mjs [--requests 20000] [--rounds 3] [--appendfsync no|everysec|always]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmark } from '../lib/runBenchmark.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    appendfsync: { type: 'string', default: 'everysec' },
  },
});

await runBenchmark(
  'cost-governance-backend',
  join('src', 'buckets', '__testUtils__', 'benchmark', 'benchmark.ts'),
  {
    BENCHMARK: JSON.stringify({
      requests: Number(values.requests),
      rounds: Number(values.rounds),
      appendfsync: values.appendfsync,
    }),
  },
);
