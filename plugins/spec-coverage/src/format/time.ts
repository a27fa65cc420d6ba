import { DateTime, Duration } from 'luxon';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long something lasts, in its largest unit: `12 sec`, `3 min`, `2 hr`, `5 days`. The clocks of browser and
 * backend may differ, and so what seems to begin in the future has lasted for nothing.
 *
 * @param ms - duration in ms
 * @internal
 */
export function formatAge(ms: number, locale: string): string {
  const age = Math.max(0, ms);
  const [unit, size] = ageUnit(age);
  return Duration.fromObject(
    { [unit]: Math.floor(age / size) },
    { locale },
  ).toHuman({ unitDisplay: 'short' });
}

function ageUnit(
  ms: number,
): ['seconds' | 'minutes' | 'hours' | 'days', number] {
  if (ms < MINUTE) {
    return ['seconds', SECOND];
  }
  if (ms < HOUR) {
    return ['minutes', MINUTE];
  }
  return ms < 2 * DAY ? ['hours', HOUR] : ['days', DAY];
}

/**
 * How long ago a moment was: `3 minutes ago`. What seems to be in the future is `now`: clocks differ.
 *
 * @param iso - the moment, ISO 8601
 * @param now - in ms since 1970
 * @internal
 */
export function formatAgo(iso: string, now: number, locale: string): string {
  const then = DateTime.fromISO(iso).toMillis();
  if (then > now - SECOND) {
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
      0,
      'second',
    );
  }
  return (
    DateTime.fromMillis(then).toRelative({
      base: DateTime.fromMillis(now),
      locale,
    }) ?? iso
  );
}

/**
 * A moment to the second, in the time zone of the browser.
 *
 * @param iso - the moment, ISO 8601
 * @internal
 */
export function formatMoment(iso: string, locale: string): string {
  return DateTime.fromISO(iso)
    .setLocale(locale)
    .toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS);
}

/**
 * The day of a moment, in the time zone of the browser: `Dec 25, 2026`.
 *
 * @param iso - the moment, ISO 8601
 * @internal
 */
export function formatDate(iso: string, locale: string): string {
  return DateTime.fromISO(iso)
    .setLocale(locale)
    .toLocaleString(DateTime.DATE_MED);
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

const DURATION_UNITS = [
  ['millisecond', 1, SECOND],
  ['second', SECOND, MINUTE],
  ['minute', MINUTE, HOUR],
  ['hour', HOUR, 2 * DAY],
  ['day', DAY, Infinity],
] as const;

/**
 * How long a proof took: `38 ms`, `1.2 sec`, `1.5 min`.
 *
 * @param ms - duration in ms
 * @internal
 */
export function formatDuration(ms: number, locale: string): string {
  const [unit, size] =
    DURATION_UNITS.find(([, , end]) => ms < end) ?? DURATION_UNITS[0];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'millisecond' ? 0 : 1,
  }).format(ms / size);
}

/**
 * A number of hours in whole days where it is one: `1 day`, `30 days`, `36 hours`.
 *
 * @internal
 */
export function formatHours(hours: number, locale: string): string {
  const [value, unit] =
    hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
  }).format(value as number);
}
