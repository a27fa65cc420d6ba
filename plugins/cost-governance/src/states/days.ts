import { DateTime } from 'luxon';

/**
 * Puts an item on each UTC day from one to another, both included: the backend leaves out days on which nothing was, and a chart that
 * did so would pull together what was far apart.
 *
 * @param from - `YYYY-MM-DD`
 * @param to - `YYYY-MM-DD`
 * @internal
 */
export function fillDays<T>(
  range: { from: string; to: string },
  found: ReadonlyMap<string, T>,
  empty: (day: string) => T,
): T[] {
  const first = DateTime.fromISO(range.from, { zone: 'utc' });
  const last = DateTime.fromISO(range.to, { zone: 'utc' });
  const count = Math.max(0, Math.round(last.diff(first, 'days').days) + 1);
  return Array.from({ length: count }, (_, index) => {
    const day = first.plus({ days: index }).toFormat('yyyy-MM-dd');
    return found.get(day) ?? empty(day);
  });
}
