import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { BucketCharge, TokenBuckets } from '../../buckets/TokenBuckets';
import { MIGRATIONS, type ReservationRow, toDate } from '../../database';
import { PAYMENTS } from '../../__testUtils__/startGovernance';
import type { CallRequest } from '../callRequest';
import type { Limits } from '../limits';
import { LlmGovernor } from '../LlmGovernor';
import { UsageLedger } from '../UsageLedger';
import type { CallUse } from '../usageRows';
import { Refusals } from '../Refusals';
import { Reservations } from '../Reservations';
import { UsageReader } from '../UsageReader';

/** Who reserves and settles. */
export const ADA = 'user:default/ada';
const FOREVER = { from: '2000-01-01', to: '2999-12-31' };
/** Tokens that the tenant has. */
export const CAPACITY = 1_000;
/** After how many ms a reservation counts as used in full. */
export const EXPIRES_IN = 60_000;
/** A call that is made. */
export const CALL: CallRequest = {
  tenant: PAYMENTS,
  requestId: 'one',
  tokens: 100,
  reservedBy: ADA,
};
/** 50 of the 100 tokens that are reserved for it. */
export const USE: CallUse = {
  model: 'gpt-4o',
  inputTokens: 30,
  cachedInputTokens: 0,
  cacheWriteInputTokens: 0,
  longCacheWriteInputTokens: 0,
  outputTokens: 20,
  isEstimated: false,
};
/** Nothing flows in, so that real time plays no part. */
export const CHARGE: BucketCharge = {
  scope: 'tenant',
  name: '',
  limit: { capacity: CAPACITY, refillPerMinute: 0 },
};

/**
 * Governors with one database, as in so many processes, each with buckets of its own connection.
 *
 * @param limits - {@link CHARGE} for each tenant, unless said otherwise
 */
export async function govern(
  knex: Knex,
  buckets: TokenBuckets[],
  limits: Limits = {
    default: { ...CHARGE.limit, models: new Map(), entities: new Map() },
    tenants: new Map(),
  },
) {
  await knex.migrate.latest({ directory: MIGRATIONS });
  const logger = mockServices.logger.mock();
  const ledger = new UsageLedger({
    knex,
    prices: [
      {
        model: 'gpt-4o',
        from: '2000-01-01',
        input: 2,
        cachedInput: 1,
        output: 5,
      },
    ],
    logger,
  });
  const refusals = new Refusals({ knex, logger });
  const governors = buckets.map(
    each =>
      new LlmGovernor({
        buckets: each,
        killSwitch: { assertAllowed: async () => {} },
        reservations: new Reservations(knex),
        ledger,
        limits,
        refusals,
        expiresInMs: EXPIRES_IN,
        logger,
      }),
  );
  const usage = new UsageReader(knex);
  return {
    knex,
    ledger,
    logger,
    refusals,
    governors,
    governor: governors[0],
    /** Tokens that are left. */
    left: async () => (await buckets[0].levels(PAYMENTS, [CHARGE]))[0].tokens,
    total: async () => (await usage.report(FOREVER, 'day', 10)).total,
    /** Makes the rows older by some ms, and writes down what has expired by that. */
    async advanceLedger(ms: number): Promise<void> {
      for (const row of await knex<ReservationRow>('reservations')) {
        await knex<ReservationRow>('reservations')
          .where({ id: row.id })
          .update({
            expires_at: new Date(toDate(row.expires_at).getTime() - ms),
          });
      }
      await ledger.expire();
    },
  };
}
