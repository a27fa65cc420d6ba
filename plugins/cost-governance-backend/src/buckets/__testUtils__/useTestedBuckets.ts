/* eslint-disable jest/no-export, jest/require-top-level-describe -- what tests of all kinds of token buckets begin with */
import type { BucketCharge, TokenBuckets } from '../TokenBuckets';
import type { TestedBuckets } from './TestedBuckets';

/** In ms. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The tenant of a test that does not name another. */
export const TENANT = 'group:default/payments';

/** Makes new buckets before each test, and gives what is done with them. */
export function useTestedBuckets(create: () => Promise<TestedBuckets>) {
  let tested: TestedBuckets;
  let requests = 0;

  beforeEach(async () => {
    tested = await create();
  });

  return {
    buckets: (): TokenBuckets => tested.buckets,
    advance: (ms: number) => tested.advance(ms),
    reserve(
      tokens: number,
      charges: BucketCharge | BucketCharge[],
      options: { id?: string; tenant?: string; expiresInMs?: number } = {},
    ) {
      requests += 1;
      return tested.buckets.reserve({
        tenant: options.tenant ?? TENANT,
        requestId: options.id ?? `request ${requests}`,
        tokens,
        charges: [charges].flat(),
        expiresInMs: options.expiresInMs ?? HOUR,
      });
    },
    async level(charge: BucketCharge, tenant?: string) {
      const levels = await tested.buckets.levels(tenant ?? TENANT, [charge]);
      return levels[0].tokens;
    },
    settle: (id: string, used: number) =>
      tested.buckets.settle(TENANT, id, used),
  };
}
