import { costMicroUsd, type Price } from './pricing';

const PRICES: Price[] = [
  { model: 'gpt-4o', from: '2026-06-01', input: 2, cachedInput: 1, output: 8 },
  {
    model: 'gpt-4o',
    from: '2026-01-01',
    input: 2.5,
    cachedInput: 1.25,
    output: 10,
  },
  {
    model: 'gpt-4o-2024-05-13',
    from: '2026-01-01',
    input: 5,
    cachedInput: 5,
    output: 15,
  },
  {
    model: 'gpt-4o-mini',
    from: '2026-01-01',
    input: 0.15,
    cachedInput: 0.075,
    output: 0.6,
  },
  {
    model: 'claude-sonnet-4-5',
    from: '2026-01-01',
    input: 3,
    cachedInput: 0.3,
    cacheWrite: 3.75,
    longCacheWrite: 6,
    output: 15,
  },
];

const USED = {
  inputTokens: 1_000,
  cachedInputTokens: 400,
  cacheWriteInputTokens: 0,
  longCacheWriteInputTokens: 0,
  outputTokens: 100,
};

function cost(model: string, day: string, used = USED): number | undefined {
  return costMicroUsd(PRICES, model, day, used);
}

describe('costMicroUsd', () => {
  it('charges cached tokens once, at their own price', () => {
    // 600 × 2.5 + 400 × 1.25 + 100 × 10
    expect(cost('gpt-4o', '2026-03-01')).toBe(3_000);
  });

  it('takes the latest price that has begun, whatever the order in the table', () => {
    expect(cost('gpt-4o', '2026-05-31')).toBe(3_000);
    // 600 × 2 + 400 × 1 + 100 × 8
    expect(cost('gpt-4o', '2026-06-01')).toBe(2_400);
  });

  it('knows no price before the first one, and none of a model that is not in the table', () => {
    expect(cost('gpt-4o', '2025-12-31')).toBeUndefined();
    expect(cost('claude-x', '2026-03-01')).toBeUndefined();
    expect(cost('toString', '2026-03-01')).toBeUndefined();
  });

  it('gives a dated version the price of its model, unless it has its own', () => {
    expect(cost('gpt-4o-2024-08-06', '2026-03-01')).toBe(3_000);
    expect(cost('gpt-4o-latest', '2026-03-01')).toBe(3_000);
    expect(cost('gpt-4o-20240806', '2026-03-01')).toBe(3_000);
    expect(cost('gpt-4o-2024-05-13', '2026-03-01')).toBe(6_500);
    // Another model, and not a version of one.
    expect(cost('gpt-4o-audio', '2026-03-01')).toBeUndefined();
    // 600 × 0.15 + 400 × 0.075 + 100 × 0.6
    expect(cost('gpt-4o-mini', '2026-03-01')).toBe(180);
  });

  it('charges what is written to a cache at its own price, by how long it is kept', () => {
    const used = {
      ...USED,
      cacheWriteInputTokens: 200,
      longCacheWriteInputTokens: 100,
    };
    // 300 × 3 + 400 × 0.3 + 200 × 3.75 + 100 × 6 + 100 × 15
    expect(cost('claude-sonnet-4-5-20250929', '2026-03-01', used)).toBe(3_870);
  });

  it('does not know the cost of what was written to a cache without a price for that', () => {
    expect(
      cost('gpt-4o', '2026-03-01', { ...USED, cacheWriteInputTokens: 1 }),
    ).toBeUndefined();
    expect(
      cost('gpt-4o', '2026-03-01', { ...USED, longCacheWriteInputTokens: 1 }),
    ).toBeUndefined();
  });

  it('rounds to whole millionths of a dollar', () => {
    const one = {
      ...USED,
      inputTokens: 1,
      cachedInputTokens: 0,
      outputTokens: 0,
    };
    expect(cost('gpt-4o-mini', '2026-03-01', one)).toBe(0);
    expect(cost('gpt-4o-mini', '2026-03-01', { ...one, inputTokens: 5 })).toBe(
      1,
    );
  });
});
