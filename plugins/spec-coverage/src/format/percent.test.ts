import { formatPercentage } from './percent';

describe('formatPercentage', () => {
  it.each([
    [0, '0%'],
    [66.6, '66.6%'],
    [99.99, '99.9%'],
    [100, '100%'],
  ])('shows %d as %s', (percentage, text) => {
    expect(formatPercentage(percentage, 'en')).toBe(text);
  });
});
