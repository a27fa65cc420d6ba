/*
 * Starts PostgreSQL and then the benchmark itself, which is TypeScript.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/coverage-api/run.mjs [--components 10000] [--rate 100] [--seconds 10] [--plans]
 *
 * With --plans no load is made; each query of each route is printed with its plan.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { runBenchmark } from '../lib/runBenchmark.mjs';

const { values } = parseArgs({
  options: {
    components: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string' },
    // Who asks: somebody who may read everything, or only the specs of their own team (owner) or of one source (source).
    caller: { type: 'string' },
    plans: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    // A server that is there already, in the place of one that is started.
    postgres: { type: 'string' },
    // Names a database on it that is kept, and used again by the next run with the same name.
    database: { type: 'string' },
  },
});

const postgres = values.postgres
  ? undefined
  : await startPostgres(process.env, {
      durable: true,
      // A quarter of a small server's memory, as PostgreSQL's documentation recommends: its default suits a machine of 512 MB.
      settings: { shared_buffers: '1GB' },
    });
try {
  await runBenchmark(
    'spec-coverage-backend',
    join('src', '__testUtils__', 'coverageApi', 'benchmark.ts'),
    {
      COVERAGE_POSTGRES: values.postgres ?? postgres?.connectionString,
      COVERAGE_COMPONENTS: values.components,
      COVERAGE_RATE: values.rate,
      COVERAGE_SECONDS: values.seconds,
      ...(values.caller && { COVERAGE_CALLER: values.caller }),
      ...(values.only && { COVERAGE_ONLY: values.only }),
      ...(values.database && { COVERAGE_DATABASE: values.database }),
      ...(values.profile && { COVERAGE_PROFILE: '1' }),
      ...(values.plans && { COVERAGE_PLANS: '1' }),
    },
  );
} finally {
  await postgres?.stop();
}
