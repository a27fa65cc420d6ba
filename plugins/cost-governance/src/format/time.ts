import { DateTime } from 'luxon';

/**
 * How long ago a moment was: `3 minutes ago`. What seems to be in the future is `now`: the clocks of browser and backend may differ.
 *
 * @param iso - the moment, ISO 8601
 * @param now - in ms since 1970
 * @internal
 */
export function formatAgo(iso: string, now: number, locale: string): string {
  const then = Math.min(Date.parse(iso), now);
  return (
    DateTime.fromMillis(then).toRelative({
      base: DateTime.fromMillis(now),
      locale,
    }) ?? iso
  );
}

/**
 * A moment to the minute, in the time zone of the browser: `Nov 25, 2026, 10:15 PM UTC`.
 *
 * @param iso - the moment, ISO 8601
 * @internal
 */
export function formatMoment(iso: string, locale: string): string {
  return DateTime.fromISO(iso)
    .setLocale(locale)
    .toLocaleString({
      ...DateTime.DATETIME_MED,
      timeZoneName: 'short',
    });
}

/**
 * A UTC day: `Nov 24, 2026`.
 *
 * @param day - `YYYY-MM-DD`
 * @internal
 */
export function formatDay(day: string, locale: string): string {
  return DateTime.fromISO(day, { zone: 'utc' })
    .setLocale(locale)
    .toLocaleString(DateTime.DATE_MED);
}

const UNITS = [
  ['second', 1],
  ['minute', 60],
  ['hour', 60 * 60],
  ['day', 24 * 60 * 60],
] as const;

/**
 * How long something takes, rounded up, in its largest unit: `5 sec`, `3 min`, `2 hr`.
 *
 * @param ms - duration in ms
 * @internal
 */
export function formatDuration(ms: number, locale: string): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [unit, size] =
    [...UNITS].reverse().find(([, length]) => seconds >= length) ?? UNITS[0];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
  }).format(Math.ceil(seconds / size));
}
