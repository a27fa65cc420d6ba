/* eslint-disable jest/no-export -- one test of each kind of token buckets, run by the test files of all kinds */
import { modelCharge, tenantCharge } from './charges';
import type { TestedBuckets } from './TestedBuckets';
import { DAY, MINUTE, TENANT, useTestedBuckets } from './useTestedBuckets';

/** What becomes of reservations. */
export function describeSettling(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: what becomes of reservations`, () => {
    const { advance, buckets, level, reserve, settle } =
      useTestedBuckets(create);

    it('puts back what was not used, once', async () => {
      const both = [tenantCharge(100), modelCharge('small', 50)];
      await reserve(40, both, { id: 'a' });
      expect(await settle('a', 15)).toEqual({
        outcome: 'settled',
        reservedTokens: 40,
        remainingTokens: 35,
      });
      expect(await settle('a', 0)).toEqual({ outcome: 'unknown' });
      expect(await settle('a', 500)).toEqual({ outcome: 'unknown' });
      expect(await level(both[0])).toBe(85);
      expect(await level(both[1])).toBe(35);
    });

    it('charges what was used beyond the reservation, as debt that is worked off first', async () => {
      const limit = tenantCharge(10);
      await reserve(10, limit, { id: 'a' });
      expect(await settle('a', 15)).toMatchObject({ remainingTokens: 0 });
      expect(await level(limit)).toBe(-5);
      const refused = await reserve(1, limit);
      expect(
        'retryAfterMs' in refused && refused.retryAfterMs / DAY,
      ).toBeCloseTo(6, 2);
      await advance(5.5 * DAY);
      expect(await reserve(1, limit)).toMatchObject({ outcome: 'exhausted' });
      await advance(DAY);
      expect(await reserve(1, limit)).toMatchObject({ outcome: 'reserved' });
    });

    it('remembers a debt for as long as it takes to be full again', async () => {
      const limit = tenantCharge(10);
      await reserve(10, limit, { id: 'a' });
      await settle('a', 1_000);
      await advance(900.5 * DAY);
      expect(await level(limit)).toBe(-90);
    });

    it('releases all of a reservation', async () => {
      const limit = tenantCharge(100);
      await reserve(40, limit, { id: 'a' });
      expect(await buckets().release(TENANT, 'a')).toMatchObject({
        outcome: 'settled',
        remainingTokens: 100,
      });
      expect(await level(limit)).toBe(100);
    });

    it('does not fill a bucket above its capacity by what is put back', async () => {
      const limit = tenantCharge(100);
      await reserve(90, limit, { id: 'a', expiresInMs: 1_000 * DAY });
      await advance(50 * DAY);
      await settle('a', 0);
      expect(await level(limit)).toBe(100);
    });

    it('keeps charged what was never settled', async () => {
      const limit = tenantCharge(100);
      await reserve(40, limit, { id: 'lost', expiresInMs: MINUTE });
      await advance(MINUTE);
      expect(await settle('lost', 0)).toEqual({ outcome: 'unknown' });
      expect(await level(limit)).toBe(60);
    });

    it('takes the same id again once its reservation has expired', async () => {
      const limit = tenantCharge(100);
      await reserve(40, limit, { id: 'a', expiresInMs: MINUTE });
      await advance(MINUTE);
      expect(await reserve(30, limit, { id: 'a' })).toMatchObject({
        isRepeated: false,
        remainingTokens: 30,
      });
    });

    it('charges a debt to a bucket that has become full in the meantime', async () => {
      const limit = tenantCharge(10);
      await reserve(1, limit, { id: 'long', expiresInMs: 100 * DAY });
      await advance(99 * DAY);
      await settle('long', 6);
      expect(await level(limit)).toBe(5);
    });
  });
}
