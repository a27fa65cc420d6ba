import { formatAgo, formatDay, formatDuration } from './time';

describe('formatDuration', () => {
  it.each([
    [0, '1 sec'],
    [4200, '5 sec'],
    [60_000, '1 min'],
    [61_000, '2 min'],
    [3 * 3_600_000, '3 hr'],
    [50 * 3_600_000, '3 days'],
  ])('writes %d ms as %s', (ms, words) => {
    expect(formatDuration(ms, 'en')).toBe(words);
  });
});

describe('formatAgo', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');

  it('says how long ago a moment was', () => {
    expect(formatAgo('2026-11-25T11:57:00Z', now, 'en')).toBe('3 minutes ago');
  });

  it('does not put into the future what a clock that is ahead wrote down', () => {
    expect(formatAgo('2026-11-25T12:05:00Z', now, 'en')).toMatch(/0 seconds/);
  });
});

describe('formatDay', () => {
  it('keeps the day whatever the time zone', () => {
    expect(formatDay('2026-11-25', 'en')).toBe('Nov 25, 2026');
  });
});
