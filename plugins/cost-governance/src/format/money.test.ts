import { formatCost } from './money';

describe('formatCost', () => {
  it.each([
    [0, '$0.00'],
    [1, '$0.0000010'],
    [352, '$0.000352'],
    [12_345, '$0.0123'],
    [250_000, '$0.25'],
    [1_000_000, '$1.00'],
    [1_234_567_891, '$1,234.57'],
  ])('writes %d micro-dollars as %s', (microUsd, words) => {
    expect(formatCost(microUsd, 'en')).toBe(words);
  });

  it('never shows what costs something as nothing', () => {
    for (let microUsd = 1; microUsd < 2_000_000; microUsd *= 3) {
      expect(formatCost(microUsd, 'en')).toMatch(/[1-9]/);
    }
  });
});
