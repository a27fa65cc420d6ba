/* eslint-disable jest/no-export -- one test of each kind of token buckets, run by the test files of all kinds */
import type { BucketCharge, TokenBuckets } from '../TokenBuckets';
import { modelCharge, tenantCharge, TOKENS_PER_DAY } from './charges';
import { describeAgainstModel } from './describeAgainstModel';
import type { TestedBuckets } from './TestedBuckets';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What each kind of token buckets does. */
export function describeTokenBuckets(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: what token buckets do`, () => {
    let buckets: TokenBuckets;
    let advance: TestedBuckets['advance'];
    let requests = 0;

    beforeEach(async () => {
      ({ buckets, advance } = await create());
    });

    function reserve(
      tokens: number,
      charges: BucketCharge | BucketCharge[],
      options: { id?: string; tenant?: string; expiresInMs?: number } = {},
    ) {
      requests += 1;
      return buckets.reserve({
        tenant: options.tenant ?? 'group:default/payments',
        requestId: options.id ?? `request ${requests}`,
        tokens,
        charges: [charges].flat(),
        expiresInMs: options.expiresInMs ?? HOUR,
      });
    }

    async function level(charge: BucketCharge, tenant?: string) {
      const levels = await buckets.levels(tenant ?? 'group:default/payments', [
        charge,
      ]);
      return levels[0].tokens;
    }

    const settle = (id: string, used: number) =>
      buckets.settle('group:default/payments', id, used);

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
      expect(
        await buckets.release('group:default/payments', 'a'),
      ).toMatchObject({ outcome: 'settled', remainingTokens: 100 });
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

    it.each([
      ['braces', 'group:default/{a}', 'group:default/{a}b'],
      ['a brace that closes nothing', '}', '{'],
      ['nothing in braces', '{}', '{}{a}'],
      ['newlines', 'a\nb', 'a\r\nb'],
      ['10 kB', 'x'.repeat(10_000), `${'x'.repeat(9_999)}y`],
      ['NUL', 'a\0', 'a'],
      ['colons', 'a:model', 'a'],
      ['other scripts', 'группа/ü😀', 'группа/u😀'],
    ])('keeps tenants and requests apart by %s', async (_, one, other) => {
      const limit = tenantCharge(100);
      await reserve(60, limit, { tenant: one, id: other });
      expect(
        await reserve(70, limit, { tenant: other, id: other }),
      ).toMatchObject({ remainingTokens: 30, isRepeated: false });
      expect(await reserve(5, limit, { tenant: one, id: one })).toMatchObject({
        remainingTokens: 35,
        isRepeated: false,
      });
      expect(await buckets.settle(one, other, 0)).toMatchObject({
        outcome: 'settled',
        reservedTokens: 60,
      });
      expect(await level(limit, other)).toBe(30);
    });

    it('does not settle the reservation of another tenant', async () => {
      const limit = tenantCharge(100);
      await reserve(60, limit, { id: 'mine' });
      expect(await buckets.release('group:default/other', 'mine')).toEqual({
        outcome: 'unknown',
      });
      expect(await level(limit)).toBe(40);
    });

    it('keeps the buckets of a tenant apart, whatever their names', async () => {
      const names = ['a', 'a b', 'a\nb', 'tenant', '{a}', 'ü', '10 20 30 40'];
      const all = names.map((each, index) => modelCharge(each, 100 + index));
      await reserve(10, [tenantCharge(50), ...all]);
      expect(
        (await buckets.levels('group:default/payments', all)).map(
          bucket => bucket.tokens,
        ),
      ).toEqual(names.map((_, index) => 90 + index));
      expect(await level({ ...all[0], scope: 'entity' })).toBe(100);
    });

    it.each([0, -1, 1.5, NaN, Infinity, 2 ** 53, '5', undefined, null])(
      'refuses to reserve %p tokens',
      async tokens => {
        await expect(
          reserve(tokens as number, tenantCharge(100)),
        ).rejects.toMatchObject({ name: 'InputError' });
        expect(await level(tenantCharge(100))).toBe(100);
      },
    );

    it.each([-1, 0.5, NaN, Infinity, 2 ** 53, '5', undefined])(
      'refuses to settle with %p tokens',
      async tokens => {
        await reserve(10, tenantCharge(100), { id: 'a' });
        await expect(settle('a', tokens as number)).rejects.toMatchObject({
          name: 'InputError',
        });
        expect(await settle('a', 0)).toMatchObject({ outcome: 'settled' });
      },
    );

    it.each([
      ['no bucket', []],
      ['a bucket twice', [tenantCharge(1), tenantCharge(2)]],
      ['a negative capacity', [tenantCharge(-1)]],
      ['a refill that is no number', [tenantCharge(1, NaN)]],
      ['an endless capacity', [tenantCharge(Infinity)]],
      ['a capacity that is too large to be counted', [tenantCharge(2e15)]],
    ])('refuses %s', async (_, charges) => {
      await expect(reserve(1, charges)).rejects.toMatchObject({
        name: 'InputError',
      });
    });

    it('holds the largest numbers', async () => {
      const limit = tenantCharge(1e15, 0);
      expect(await reserve(1e15 - 1, limit)).toMatchObject({
        outcome: 'reserved',
        remainingTokens: 1,
      });
      expect(await reserve(2, limit)).toMatchObject({ outcome: 'exhausted' });
      expect(await level(limit)).toBe(1);
    });
  });

  describeAgainstModel(name, create);
}
