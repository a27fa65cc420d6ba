import knexFactory, { type Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { PAYMENTS } from '../../__testUtils__/startGovernance';
import {
  startBackend,
  TOKEN,
} from '../../llm/__testUtils__/benchmark/startBackend';
import { VENDOR_KEY } from './startGateway';
import { VendorServer } from './VendorServer';

/** The gateway in a backend process of its own that can be ended, with a database in a file that is there afterwards. */
export async function startGatewayProcess(options: {
  vendor: VendorServer;
  /** Of the default limit, in tokens; nothing flows in. */
  capacity: number;
  /** Address of the Redis of the buckets; they are in memory without it. */
  redis?: string;
}) {
  const { capacity, redis, vendor } = options;
  const directory = await mkdtemp(join(tmpdir(), 'gateway-process-'));
  const backend = await startBackend({
    database: { client: 'better-sqlite3', connection: { directory } },
    llm: {
      limits: { default: { capacity, refillPerMinute: 0 } },
      gateway: { openai: { baseUrl: vendor.url, apiKey: VENDOR_KEY } },
      ...(redis !== undefined && { redis: { url: redis } }),
    },
  });
  return {
    ...backend,
    openai: new OpenAI({
      baseURL: `${backend.url}/api/cost-governance/llm/openai/v1`,
      apiKey: TOKEN,
      maxRetries: 0,
      defaultHeaders: { 'x-proofline-tenant': PAYMENTS },
    }),
    /** The database of the process, to be opened when that has ended. */
    openDatabase: (): Knex =>
      knexFactory({
        client: 'better-sqlite3',
        connection: { filename: join(directory, 'cost-governance.sqlite') },
        useNullAsDefault: true,
      }),
    /** Ends the process if it runs, and deletes the database. */
    async remove(): Promise<void> {
      await backend.stop();
      await rm(directory, { recursive: true });
    },
  };
}
