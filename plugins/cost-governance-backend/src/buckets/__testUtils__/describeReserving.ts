/* eslint-disable jest/no-export -- one test of each kind of token buckets, run by the test files of all kinds */
import { modelCharge, tenantCharge, TOKENS_PER_DAY } from './charges';
import type { TestedBuckets } from './TestedBuckets';
import { DAY, HOUR, MINUTE, useTestedBuckets } from './useTestedBuckets';

/** How tokens are given out. */
export function describeReserving(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: what is given out`, () => {
    const { advance, level, reserve, settle } = useTestedBuckets(create);

    it('gives out what a bucket holds, and not one token more', async () => {
      const limit = tenantCharge(100);
      expect(await reserve(60, limit)).toMatchObject({
        outcome: 'reserved',
        isRepeated: false,
        remainingTokens: 40,
      });
      expect(await reserve(41, limit)).toMatchObject({
        outcome: 'exhausted',
        scope: 'tenant',
        name: '',
        remainingTokens: 40,
      });
      expect(await reserve(40, limit)).toMatchObject({ remainingTokens: 0 });
      expect(await reserve(1, limit)).toMatchObject({ outcome: 'exhausted' });
    });

    it('says when there will be enough, and keeps that promise to the ms', async () => {
      // A hundred years for a token: real time plays no part.
      const perMinute = 1 / (100 * 365 * 24 * 60);
      const limit = tenantCharge(10, perMinute);
      await reserve(10, limit);
      const refused = await reserve(7, limit);
      if (refused.outcome !== 'exhausted') {
        throw new Error(`It was ${refused.outcome}`);
      }
      expect(refused.retryAfterMs / MINUTE).toBeCloseTo(7 / perMinute, 0);

      await advance(refused.retryAfterMs - MINUTE);
      expect(await reserve(7, limit)).toMatchObject({ outcome: 'exhausted' });
      await advance(MINUTE);
      expect(await reserve(7, limit)).toMatchObject({ outcome: 'reserved' });
    });

    it('keeps fractions of tokens', async () => {
      const limit = tenantCharge(1_000_000_000);
      await reserve(1_000_000_000, limit);
      for (let hour = 0; hour < 25; hour++) {
        await advance(HOUR);
        // Looks at the bucket, and takes nothing.
        await reserve(5, limit);
      }
      expect(await reserve(2, limit)).toMatchObject({ outcome: 'exhausted' });
      expect(await reserve(1, limit)).toMatchObject({ outcome: 'reserved' });
    });

    it('keeps fractions that each charge leaves', async () => {
      const limit = tenantCharge(1_000_000_000);
      await reserve(999_999_900, limit);
      for (let hour = 0; hour < 25; hour++) {
        await advance(HOUR);
        await reserve(1, limit);
      }
      expect(await level(limit)).toBe(100 - 25 + 1);
    });

    it('never holds more than its capacity', async () => {
      const limit = tenantCharge(10);
      await reserve(4, limit);
      await advance(400 * DAY);
      expect(await level(limit)).toBe(10);
      expect(await reserve(11, limit)).toMatchObject({ outcome: 'too-large' });
      expect(await reserve(10, limit)).toMatchObject({ remainingTokens: 0 });
    });

    it('refuses what is larger than a bucket with an outcome of its own, and charges nothing', async () => {
      const both = [tenantCharge(1_000), modelCharge('small', 10)];
      expect(await reserve(11, both)).toEqual({
        outcome: 'too-large',
        scope: 'model',
        name: 'small',
        capacity: 10,
      });
      expect(await level(both[0])).toBe(1_000);
    });

    it('charges all buckets or none', async () => {
      const both = [tenantCharge(100), modelCharge('small', 10)];
      await reserve(8, both);
      expect(await reserve(3, both)).toMatchObject({
        outcome: 'exhausted',
        scope: 'model',
        name: 'small',
        remainingTokens: 2,
      });
      expect(await level(both[0])).toBe(92);
      expect(await level(both[1])).toBe(2);
      expect(await reserve(3, both[0])).toMatchObject({ remainingTokens: 89 });
    });

    it('names the bucket that takes longest', async () => {
      const all = [
        tenantCharge(10),
        modelCharge('slow', 10, TOKENS_PER_DAY / 10),
        modelCharge('fast', 10, TOKENS_PER_DAY * 10),
      ];
      await reserve(10, all);
      const refused = await reserve(1, all);
      expect(refused).toMatchObject({ outcome: 'exhausted', name: 'slow' });
      expect(
        'retryAfterMs' in refused && refused.retryAfterMs / DAY,
      ).toBeCloseTo(10, 2);
    });

    it('charges a request once, however often it is asked', async () => {
      const limit = tenantCharge(100);
      const first = await reserve(60, limit, { id: 'once' });
      const again = await Promise.all(
        Array.from({ length: 20 }, () => reserve(60, limit, { id: 'once' })),
      );
      for (const answer of again) {
        expect(answer).toEqual({ ...first, isRepeated: true });
      }
      expect(await level(limit)).toBe(40);
    });

    it('decides on each of the requests that come at once, in their order', async () => {
      const limit = tenantCharge(100);
      const small = [tenantCharge(100), modelCharge('small', 10)];
      const answers = await Promise.all([
        reserve(60, limit, { id: 'a' }),
        reserve(50, limit),
        reserve(60, limit, { id: 'a' }),
        reserve(101, limit),
        reserve(30, limit),
        reserve(5, limit, { tenant: 'group:default/other' }),
        reserve(11, limit),
        reserve(10, limit),
      ]);
      expect(answers).toMatchObject([
        { outcome: 'reserved', remainingTokens: 40, isRepeated: false },
        { outcome: 'exhausted', remainingTokens: 40 },
        { outcome: 'reserved', remainingTokens: 40, isRepeated: true },
        { outcome: 'too-large' },
        { outcome: 'reserved', remainingTokens: 10 },
        { outcome: 'reserved', remainingTokens: 95 },
        { outcome: 'exhausted', remainingTokens: 10 },
        { outcome: 'reserved', remainingTokens: 0 },
      ]);
      expect(
        await Promise.all([reserve(1, small), reserve(11, small)]),
      ).toMatchObject([
        { outcome: 'exhausted', scope: 'tenant' },
        { outcome: 'too-large', scope: 'model' },
      ]);
    });

    it('lets a request that was refused be asked again', async () => {
      const limit = tenantCharge(10);
      await reserve(10, limit);
      await reserve(5, limit, { id: 'patient' });
      await advance(6 * DAY);
      expect(await reserve(5, limit, { id: 'patient' })).toMatchObject({
        outcome: 'reserved',
        isRepeated: false,
      });
    });
    it('takes over a lower limit while reservations are out', async () => {
      const high = tenantCharge(100);
      const low = tenantCharge(20);
      await reserve(50, high, { id: 'out' });
      expect(await level(low)).toBe(20);
      expect(await reserve(15, low)).toMatchObject({ remainingTokens: 5 });
      expect(await settle('out', 0)).toMatchObject({ remainingTokens: 20 });
      expect(await level(low)).toBe(20);
      expect(await reserve(21, low)).toMatchObject({ outcome: 'too-large' });
    });

    it('gives nothing at once for a limit that was raised', async () => {
      await reserve(10, tenantCharge(10));
      const high = tenantCharge(1_000);
      expect(await reserve(1, high)).toMatchObject({ outcome: 'exhausted' });
      await advance(100.5 * DAY);
      expect(await level(high)).toBe(100);
    });

    it('begins to fill when a limit that never filled is raised', async () => {
      const never = tenantCharge(10, 0);
      await reserve(10, never);
      expect(await reserve(1, never)).toMatchObject({
        outcome: 'exhausted',
        retryAfterMs: 1e15,
      });
      await advance(1_000 * DAY);
      expect(await level(never)).toBe(0);
      await reserve(1, tenantCharge(10));
      await advance(1.5 * DAY);
      expect(await reserve(1, tenantCharge(10))).toMatchObject({
        outcome: 'reserved',
      });
    });

    it('gives nothing from a bucket that holds nothing', async () => {
      expect(await reserve(1, tenantCharge(0, 0))).toMatchObject({
        outcome: 'too-large',
        capacity: 0,
      });
    });
  });
}
