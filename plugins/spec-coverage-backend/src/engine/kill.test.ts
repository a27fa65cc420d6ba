import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Page,
  ProofJob,
  SpecHistoryEntry,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../__testUtils__/startPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const packageFolder = resolve(__dirname, '../..');

jest.setTimeout(300_000);

// The second claim keeps Z3 busy until its time is over.
const SLOW_SPEC = `# Slow

\`\`\`smt2
;; invariant SLOW-1: one is one
(declare-const x Int)
(assert (= x 1))
(define-fun invariant () Bool (= x 1))
\`\`\`

\`\`\`smt2
;; invariant SLOW-2: no three cubes in this range sum to 114
(declare-const x Int)
(declare-const y Int)
(declare-const z Int)
(assert (and (<= (- 3650) x 3650) (<= (- 3650) y 3650) (<= (- 3650) z 3650)))
(define-fun invariant () Bool (not (= (+ (* x x x) (* y y y) (* z z z)) 114)))
\`\`\`

\`\`\`smt2
;; invariant SLOW-3: two is two
(declare-const x Int)
(assert (= x 2))
(define-fun invariant () Bool (= x 2))
\`\`\`
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}

function databaseConfig(id: string, folder: string): Record<string, string> {
  if (id === 'SQLITE_3') {
    return {
      APP_CONFIG_backend_database: JSON.stringify({
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      }),
    };
  }
  return {
    APP_CONFIG_backend_database: JSON.stringify({
      client: 'pg',
      connection:
        process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
      prefix: `kill_${randomUUID().slice(0, 8)}_`,
    }),
  };
}

describe('a backend that is killed', () => {
  let backend: ChildProcess | undefined;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'proofline-kill-'));
    mkdirSync(join(folder, 'specs'));
    writeFileSync(join(folder, 'specs/slow.md'), SLOW_SPEC);
  });

  afterEach(async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function kill(): Promise<void> {
    if (backend && backend.exitCode === null && backend.signalCode === null) {
      backend.kill('SIGKILL');
      await once(backend, 'exit');
    }
    backend = undefined;
  }

  it.each(databases.eachSupportedId())(
    'finishes the proof once after a restart, and neither loses nor doubles a verdict, %p',
    async id => {
      const port = await freePort();
      const env = {
        ...process.env,
        NODE_ENV: 'development',
        ...databaseConfig(id, folder),
        APP_CONFIG_backend_baseUrl: `http://localhost:${port}`,
        APP_CONFIG_backend_listen: JSON.stringify({ port, host: '127.0.0.1' }),
        APP_CONFIG_specCoverage: JSON.stringify({
          lease: '2s',
          sources: { localFiles: { roots: [join(folder, 'specs')] } },
          provers: { z3: { timeout: '5s' } },
        }),
      };
      const start = () => {
        backend = spawn(
          process.execPath,
          [
            '--require',
            require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
            '--no-experimental-strip-types',
            'dev/index.ts',
          ],
          // An empty config file: everything comes from the environment above.
          { cwd: packageFolder, env, stdio: 'ignore' },
        );
      };
      const get = async <T>(path: string): Promise<T | undefined> => {
        const response = await fetch(
          `http://127.0.0.1:${port}/api/spec-coverage${path}`,
        ).catch(() => undefined);
        return response?.ok ? response.json() : undefined;
      };
      const job = async () =>
        (await get<Page<ProofJob>>('/proof-jobs'))?.items[0];

      start();
      const running = await until(
        job,
        found => found?.state === 'running' && found.settled === 1,
      );
      await kill();

      start();
      const finished = await until(job, found => found?.state === 'succeeded');
      expect(finished).toMatchObject({
        id: running?.id,
        run: 1,
        expected: 3,
        settled: 3,
      });
      expect((await get<Page<ProofJob>>('/proof-jobs'))?.items).toHaveLength(1);
      const history = await get<Page<SpecHistoryEntry>>(
        `/specs/${encodeURIComponent('files:specs/slow.md')}/history`,
      );
      const verdicts = history?.items.flatMap(entry =>
        entry.type === 'verdict'
          ? [`${entry.verdict.invariantKey} ${entry.verdict.outcome}`]
          : [],
      );
      expect(verdicts?.sort()).toEqual([
        'SLOW-1 proven',
        'SLOW-2 unknown',
        'SLOW-3 proven',
      ]);
    },
  );
});
