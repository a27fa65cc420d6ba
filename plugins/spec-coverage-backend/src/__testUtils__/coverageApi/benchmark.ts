/*
 * Measures the read routes at the size of a large company: started by `benchmarks/coverage-api/run.mjs`, which says how. This process
 * fills the database and prints; the backend is another process, PostgreSQL a third, and the requests are made by a fourth.
 */
import knexFactory, { type Knex } from 'knex';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BackendProcess } from '../BackendProcess';
import { readPlan } from './plans';
import { measuredRoutes } from './routes';
import { seed, type Size, SPECS } from './seed';

const size: Size = {
  components: Number(process.env.COVERAGE_COMPONENTS),
  invariants: 10,
  days: 365,
};
const rate = Number(process.env.COVERAGE_RATE);
const seconds = Number(process.env.COVERAGE_SECONDS);
const only = process.env.COVERAGE_ONLY;
/** A database of an earlier run to use again, in the place of a new one; filled where it is empty. */
const kept = process.env.COVERAGE_DATABASE;

/** What autocannon says of the requests to one route; latencies in ms. */
interface Load {
  p50: number;
  p95: number;
  p99: number;
  errors: number;
  non2xx: number;
  requests: number;
  requestsPerSecond: number;
}

interface Query {
  sql: string;
  bindings: unknown[];
}

async function main(): Promise<void> {
  const url = new URL(process.env.COVERAGE_POSTGRES!);
  const prefix = `coverage_${kept ?? randomUUID().slice(0, 8)}_`;
  const queries: Query[] = [];
  const backend = await BackendProcess.at({
    script: 'src/__testUtils__/coverageApi/backend.ts',
    nodeOptions: process.env.COVERAGE_PROFILE ? ['--cpu-prof'] : [],
    env: {
      // As it runs in a company.
      NODE_ENV: 'production',
      ...(process.env.COVERAGE_PLANS && { QUERIES: '1' }),
      ...(process.env.COVERAGE_CALLER && {
        CALLER: process.env.COVERAGE_CALLER,
      }),
      APP_CONFIG_backend_database: JSON.stringify({
        client: 'pg',
        connection: url.href,
        prefix,
      }),
      APP_CONFIG_specCoverage: '{}',
    },
    onLine: line => {
      if (line.startsWith('query ')) {
        queries.push(JSON.parse(line.slice('query '.length)));
      }
    },
  });
  // The first start makes the tables.
  await backend.start();
  await backend.stop();
  const database = new URL(url);
  database.pathname = `/${prefix}spec-coverage`;
  const knex = knexFactory({
    client: 'pg',
    connection: database.href,
    pool: { max: 2 },
  });
  try {
    if (!(await knex('specs').first('spec_ref'))) {
      say(
        `seeding ${size.components} components, ${
          size.components * SPECS
        } specs, ${size.components * SPECS * size.invariants} invariants, ${
          size.days
        } days`,
      );
      await seed(knex, size);
    }
    await backend.start();
    const rows: string[][] = [];
    for (const { name, paths } of measuredRoutes(size)) {
      if (only && !name.includes(only)) {
        continue;
      }
      const bad = await firstBad(backend, paths);
      // A caller who may not see everything is refused some of it.
      if (bad && !process.env.COVERAGE_CALLER) {
        throw new Error(`${name} does not answer ${bad}`);
      }
      if (process.env.COVERAGE_PLANS) {
        await explain(name, { backend, knex, queries, path: paths[1] });
        continue;
      }
      const before = cpuMsOf(backend.pid);
      const load = await drive(backend.url, paths);
      const cpuMs = cpuMsOf(backend.pid) - before;
      if (load.errors + load.non2xx > 0) {
        throw new Error(
          `${name}: ${load.errors} errors, ${load.non2xx} refusals`,
        );
      }
      rows.push([
        name,
        load.p50.toFixed(1),
        load.p95.toFixed(1),
        load.p99.toFixed(1),
        load.requestsPerSecond.toFixed(0),
        (cpuMs / load.requests).toFixed(1),
      ]);
      say(rows.at(-1)!.join(' | '));
    }
    if (rows.length > 0) {
      process.stdout.write(
        `${[
          [
            'route',
            'p50 ms',
            'p95 ms',
            'p99 ms',
            'requests a second',
            'CPU ms a request',
          ],
          ['---', '---:', '---:', '---:', '---:', '---:'],
          ...rows,
        ]
          .map(cells => `| ${cells.join(' | ')} |`)
          .join('\n')}\n`,
      );
    }
  } finally {
    await backend.stop();
    await knex.destroy();
  }
}

async function firstBad(
  backend: BackendProcess,
  paths: readonly string[],
): Promise<string | undefined> {
  for (const path of paths.slice(0, 5)) {
    if ((await backend.get(path)) === undefined) {
      return path;
    }
  }
  return undefined;
}

/** How long a process has been computing, in ms: what is least disturbed by others on the machine. Known on Linux only. */
function cpuMsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // utime and stime, in hundredths of a second: proc_pid_stat(5).
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}

/** Prints the queries that a request sends, with the plan of each. */
async function explain(
  name: string,
  options: {
    backend: BackendProcess;
    knex: Knex;
    queries: Query[];
    path: string;
  },
): Promise<void> {
  const { backend, knex, queries, path } = options;
  await quiet(queries);
  queries.length = 0;
  await backend.get(path);
  await quiet(queries);
  const sent = queries.filter(query => isOfRequest(query.sql));
  process.stdout.write(`\n${name}: ${sent.length} queries\n`);
  for (const query of sent) {
    const { summary, scans } = await readPlan(knex, query.sql, query.bindings);
    process.stdout.write(
      `  ${summary}${
        scans.length > 0 ? `  SEQUENTIAL SCAN OF ${scans.join(', ')}` : ''
      }\n`,
    );
  }
}

/** What is polled in the background is not of a request. */
function isOfRequest(sql: string): boolean {
  return (
    /^\s*(?:select|with|\()/i.test(sql) &&
    !/from "rollup_marks"|invariant_acceptances" where "expired"|lease_|pg_advisory|knex_migrations|backstage_backend_tasks/.test(
      sql,
    )
  );
}

async function quiet(queries: Query[]): Promise<void> {
  let before = -1;
  while (before !== queries.filter(query => isOfRequest(query.sql)).length) {
    before = queries.filter(query => isOfRequest(query.sql)).length;
    await wait(200);
  }
}

/** Has autocannon make the requests, in a process of its own. */
async function drive(url: string, paths: readonly string[]): Promise<Load> {
  const child = spawn(
    process.execPath,
    [
      join(
        __dirname,
        '..',
        '..',
        '..',
        '..',
        '..',
        'benchmarks',
        'coverage-api',
        'drive.mjs',
      ),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.end(
    JSON.stringify({
      url,
      rate,
      duration: seconds,
      requests: paths.map(path => ({
        method: 'GET',
        path: `/api/spec-coverage${path}`,
      })),
    }),
  );
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    output += text;
  }
  return JSON.parse(output);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
