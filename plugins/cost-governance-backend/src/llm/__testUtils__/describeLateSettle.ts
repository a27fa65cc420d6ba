/* eslint-disable jest/no-export -- one test of each kind of token buckets */
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { TestedBuckets } from '../../buckets/__testUtils__/TestedBuckets';
import { ADA, CALL, CAPACITY, EXPIRES_IN, govern, USE } from './govern';

/** For how long the buckets still know a reservation after it expired, as the README says. */
const LATE = 24 * 60 * 60_000;

/** What a settle does that comes after the reservation expired. */
export function describeLateSettle(
  name: string,
  databases: TestDatabases,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: a settle after the reservation expired`, () => {
    it.each(databases.eachSupportedId())(
      'corrects ledger and bucket until a day later, once, %p',
      async id => {
        const { buckets, advance } = await create();
        const { advanceLedger, governor, left, total } = await govern(
          await databases.init(id),
          [buckets],
        );
        const { id: reservation } = await governor.reserve(CALL);
        const late = EXPIRES_IN + LATE - 20_000;
        await advance(late);
        await advanceLedger(late);
        expect(await total()).toMatchObject({ unsettledTokens: 100 });
        expect(await left()).toBe(900);

        await Promise.all(
          [1, 2, 3].map(() => governor.settle(reservation, ADA, USE)),
        );
        expect(await total()).toMatchObject({
          requests: 1,
          unsettledTokens: 0,
          inputTokens: 30,
          outputTokens: 20,
        });
        expect(await left()).toBe(950);
      },
    );

    it.each(databases.eachSupportedId())(
      'charges what was used beyond the reservation, %p',
      async id => {
        const { buckets, advance } = await create();
        const { advanceLedger, governor, left } = await govern(
          await databases.init(id),
          [buckets],
        );
        const { id: reservation } = await governor.reserve(CALL);
        await advance(EXPIRES_IN);
        await advanceLedger(EXPIRES_IN);
        await governor.settle(reservation, ADA, {
          ...USE,
          outputTokens: 2_000,
        });
        expect(await left()).toBe(CAPACITY - 2_030);
      },
    );

    it.each(databases.eachSupportedId())(
      'corrects the ledger alone when it comes later still: the tokens stay charged, %p',
      async id => {
        const { buckets, advance } = await create();
        const { advanceLedger, governor, left, total } = await govern(
          await databases.init(id),
          [buckets],
        );
        const { id: reservation } = await governor.reserve(CALL);
        await advance(EXPIRES_IN + LATE);
        await advanceLedger(EXPIRES_IN + LATE);
        await governor.settle(reservation, ADA, USE);
        expect(await total()).toMatchObject({
          requests: 1,
          unsettledTokens: 0,
          inputTokens: 30,
        });
        expect(await left()).toBe(900);
      },
    );

    it.each(databases.eachSupportedId())(
      'does not lengthen the time that is told to the caller, %p',
      async id => {
        const { buckets } = await create();
        const { governor } = await govern(await databases.init(id), [buckets]);
        const before = Date.now();
        const { expiresAt } = await governor.reserve(CALL);
        const expiresIn = Date.parse(expiresAt) - before;
        expect(Math.abs(expiresIn - EXPIRES_IN)).toBeLessThan(LATE / 2);
      },
    );
  });
}
