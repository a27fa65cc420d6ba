import { levelOf } from './level';

const limit = (tokens: number | undefined, refillPerMinute = 1000) => ({
  scope: 'tenant' as const,
  name: '',
  capacity: 10_000,
  refillPerMinute,
  tokens,
});

describe('levelOf', () => {
  it.each([
    [10_000, { state: 'fine', share: 1, debt: 0, fullInMs: 0 }],
    [5_000, { state: 'fine', share: 0.5, debt: 0, fullInMs: 5 * 60_000 }],
    [1_999, { state: 'low', share: 0.1999, debt: 0 }],
    [0, { state: 'low', share: 0, debt: 0, fullInMs: 10 * 60_000 }],
    [-500, { state: 'debt', share: 0, debt: 500, fullInMs: 10.5 * 60_000 }],
    [undefined, { state: 'unknown', share: 0, debt: 0 }],
  ])('takes %p of 10,000 for %p', (tokens, level) => {
    expect(levelOf(limit(tokens))).toMatchObject(level);
  });

  it('knows no end where nothing flows in', () => {
    expect(levelOf(limit(100, 0)).fullInMs).toBeUndefined();
  });

  it('does not divide by a capacity of nothing', () => {
    expect(levelOf({ ...limit(0), capacity: 0 }).share).toBe(0);
  });

  it('is full, and not more, where a limit was lowered', () => {
    expect(levelOf(limit(12_000))).toMatchObject({ share: 1, fullInMs: 0 });
  });
});
