import Anthropic from '@anthropic-ai/sdk';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { PAYMENTS, startGovernance } from '../../__testUtils__/startGovernance';
import { VendorServer } from './VendorServer';

/** The key that the vendors gave the portal. */
export const VENDOR_KEY = 'sk-the-key-of-the-portal';

/** The real backend with the real gateway, before vendors that are played over HTTP. */
export async function startGateway(options: {
  knex: Knex;
  /** Of `costGovernance.llm`. */
  llm?: object;
  /** Of `costGovernance.llm.gateway`. */
  gateway?: object;
  isAllowed?: (permission: string, caller: string) => boolean;
  /** Address of the Redis of the buckets; they are in memory without it. */
  redis?: string;
}) {
  const { gateway, knex } = options;
  const vendor = await VendorServer.start();
  const upstream = { baseUrl: vendor.url, apiKey: VENDOR_KEY };
  const governance = await startGovernance({
    ...options,
    llm: {
      limits: { default: { capacity: 100_000, refillPerMinute: 0 } },
      gateway: { openai: upstream, anthropic: upstream, ...gateway },
      ...(options.redis !== undefined && { redis: { url: options.redis } }),
      ...options.llm,
    },
  });
  const { port } = governance.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/cost-governance/llm`;
  const made = await governance.call('post', '/llm/virtual-keys', {
    authorization: mockCredentials.service.header(),
    body: { tenant: PAYMENTS, name: 'a key' },
  });
  const key: string = made.body.key;
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) {
      isStopped = true;
      await governance.stop();
      await vendor.stop();
    }
  };
  return {
    ...governance,
    stop,
    vendor,
    url,
    key,
    keyId: made.body.virtualKey.id as string,
    openai: (more: object = {}) =>
      new OpenAI({
        baseURL: `${url}/openai/v1`,
        apiKey: key,
        maxRetries: 0,
        ...more,
      }),
    anthropic: (more: object = {}) =>
      new Anthropic({
        baseURL: `${url}/anthropic`,
        apiKey: key,
        maxRetries: 0,
        ...more,
      }),
    /** Asks the vendor itself. */
    direct: {
      openai: new OpenAI({ baseURL: `${vendor.url}/v1`, apiKey: VENDOR_KEY }),
      anthropic: new Anthropic({ baseURL: vendor.url, apiKey: VENDOR_KEY }),
    },
    /** Stops the backend, which waits until all is settled, and gives the ledger and what became of reservations. */
    async ledger() {
      await stop();
      return {
        usage: await knex('usage').orderBy('recorded_at'),
        states: (await knex('reservations')).map(({ state }) => state),
      };
    },
  };
}

/** What {@link startGateway} gives. */
export type StartedGateway = Awaited<ReturnType<typeof startGateway>>;
