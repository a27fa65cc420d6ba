/* eslint-disable jest/no-export -- one test of each kind of token buckets, run by the test files of all kinds */
import { modelCharge, tenantCharge } from './charges';
import type { TestedBuckets } from './TestedBuckets';
import { TENANT, useTestedBuckets } from './useTestedBuckets';

/** Names and numbers of any kind. */
export function describeOddRequests(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: odd names and numbers`, () => {
    const { buckets, level, reserve, settle } = useTestedBuckets(create);

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
      expect(await buckets().settle(one, other, 0)).toMatchObject({
        outcome: 'settled',
        reservedTokens: 60,
      });
      expect(await level(limit, other)).toBe(30);
    });

    it('does not settle the reservation of another tenant', async () => {
      const limit = tenantCharge(100);
      await reserve(60, limit, { id: 'mine' });
      expect(await buckets().release('group:default/other', 'mine')).toEqual({
        outcome: 'unknown',
      });
      expect(await level(limit)).toBe(40);
    });

    it('keeps the buckets of a tenant apart, whatever their names', async () => {
      const names = ['a', 'a b', 'a\nb', 'tenant', '{a}', 'ü', '10 20 30 40'];
      const all = names.map((each, index) => modelCharge(each, 100 + index));
      await reserve(10, [tenantCharge(50), ...all]);
      expect(
        (await buckets().levels(TENANT, all)).map(bucket => bucket.tokens),
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
}
