/* eslint-disable jest/no-export -- one test of each kind of token buckets, run by the test files of all kinds */
import fc from 'fast-check';
import type { BucketCharge } from '../TokenBuckets';
import { BucketModel } from './BucketModel';
import type { TestedBuckets } from './TestedBuckets';

const TENANT = 'group:default/payments';
const DAY = 24 * 60 * 60_000;
/** Multiples of it come near to a whole number only at the hundredth, so that rounding never decides. */
const STEP = 0.37 * DAY;
const EXPIRES_IN = 5.5 * STEP;

const CHARGES: BucketCharge[] = [
  {
    scope: 'tenant',
    name: '',
    limit: { capacity: 20, refillPerMinute: 1 / (24 * 60) },
  },
  {
    scope: 'model',
    name: 'a model',
    limit: { capacity: 15, refillPerMinute: 2 / (24 * 60) },
  },
];

type Command =
  | { do: 'reserve'; id: string; tokens: number }
  | { do: 'settle'; id: string; used: number }
  | { do: 'advance'; steps: number };

const id = fc.constantFrom('a', 'b', 'c', 'd');
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      id,
      tokens: fc.integer({ min: 1, max: 17 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      id,
      used: fc.integer({ min: 0, max: 25 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      steps: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

/** Properties of token buckets, whatever is asked of them. */
export function describeAgainstModel(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describe(`${name}: whatever is asked`, () => {
    it('does the same as the model', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyCommand, { maxLength: 24 }),
          async commands => {
            const tested = await create();
            const model = new BucketModel(CHARGES);
            for (const each of commands) {
              await runBoth(each, tested, model);
              const levels = await tested.buckets.levels(TENANT, CHARGES);
              expect(levels.map(level => level.tokens)).toEqual(
                model.levels.map(Math.floor),
              );
            }
          },
        ),
        { numRuns: 150 },
      );
    });

    it('never gives out more than the capacity and what has flowed in', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              tokens: fc.integer({ min: 1, max: 15 }),
              ms: fc.integer({ min: 0, max: 3 * DAY }),
            }),
            { minLength: 10, maxLength: 30 },
          ),
          async requests => {
            const { buckets, advance } = await create();
            let given = 0;
            let elapsed = 0;
            for (const [index, { tokens, ms }] of requests.entries()) {
              await advance(ms);
              elapsed += ms;
              const { outcome } = await buckets.reserve({
                tenant: TENANT,
                requestId: String(index),
                tokens,
                charges: [CHARGES[0]],
                expiresInMs: 1,
              });
              given += outcome === 'reserved' ? tokens : 0;
              // The margin is for the real time that goes by in Redis.
              expect(given).toBeLessThan(20 + elapsed / DAY + 0.01);
            }
          },
        ),
        { numRuns: 50 },
      );
    });
  });
}

async function runBoth(
  command: Command,
  { buckets, advance }: TestedBuckets,
  model: BucketModel,
): Promise<void> {
  if (command.do === 'advance') {
    model.advance(command.steps * STEP);
    await advance(command.steps * STEP);
  } else if (command.do === 'settle') {
    expect(
      await buckets.settle(TENANT, command.id, command.used),
    ).toMatchObject(model.settle(command.id, command.used));
  } else {
    const result = await buckets.reserve({
      tenant: TENANT,
      requestId: command.id,
      tokens: command.tokens,
      charges: CHARGES,
      expiresInMs: EXPIRES_IN,
    });
    expect(result).toMatchObject(
      model.reserve(command.id, command.tokens, EXPIRES_IN),
    );
  }
}
