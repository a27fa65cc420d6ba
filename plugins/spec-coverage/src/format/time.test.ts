import {
  formatAge,
  formatAgo,
  formatDuration,
  formatHours,
  formatMoment,
} from './time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('formatAge', () => {
  it.each([
    [-5 * SECOND, '0 sec'],
    [12 * SECOND, '12 sec'],
    [59.9 * SECOND, '59 sec'],
    [3 * MINUTE, '3 min'],
    [119 * MINUTE, '1 hr'],
    [47 * HOUR, '47 hr'],
    [49 * HOUR, '2 days'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatAge(ms, 'en')).toBe(text);
  });

  it('speaks the language of the portal', () => {
    expect(formatAge(3 * MINUTE, 'de')).toBe('3 Min.');
  });
});

describe('formatAgo', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');

  it('says how long ago something was', () => {
    expect(formatAgo('2026-11-23T11:57:00Z', now, 'en')).toBe('3 minutes ago');
  });

  it('takes what a clock that runs fast wrote for now', () => {
    expect(formatAgo('2026-11-23T12:00:30Z', now, 'en')).toBe('now');
  });
});

describe('formatMoment', () => {
  it('is exact to the second', () => {
    expect(formatMoment('2026-11-23T11:57:08Z', 'en')).toMatch(
      /November 23, 2026.*:57:08/,
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [0.4, '0 ms'],
    [38.2, '38 ms'],
    [1240, '1.2 sec'],
    [3 * MINUTE, '3 min'],
    [90 * SECOND, '1.5 min'],
    [2 * HOUR, '2 hr'],
    [60 * HOUR, '2.5 days'],
  ])('says %d ms as %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });
});

describe('formatHours', () => {
  it.each([
    [24, '1 day'],
    [720, '30 days'],
    [1, '1 hour'],
    [36, '36 hours'],
  ])('says %d hours as %s', (hours, text) => {
    expect(formatHours(hours, 'en')).toBe(text);
  });
});
