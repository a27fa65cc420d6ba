import { DateTime } from 'luxon';
import { useSearchParams } from 'react-router-dom';

/** How far back one can look, as the address says it. */
export const RANGES = ['month', 'quarter', 'year'] as const;

/** The same in days. */
const DAYS = { month: 30, quarter: 90, year: 365 };

/** What a point can stand for. */
export const INTERVALS = ['day', 'week'] as const;

type Range = (typeof RANGES)[number];
type Interval = (typeof INTERVALS)[number];

/**
 * What of a trend is looked at, as it stands in the address.
 *
 * @internal
 */
export interface TrendRange {
  range: Range;
  interval: Interval;
  /** The same as parameters of the backend. */
  query: { from: string; to: string; interval: Interval };
  setRange(range: Range): void;
  setInterval(interval: Interval): void;
}

/**
 * Reads and changes the part of the address that says from when to when. Days are UTC days, as the backend counts them.
 *
 * @internal
 */
export function useTrendRange(): TrendRange {
  const [parameters, setParameters] = useSearchParams();
  const range =
    RANGES.find(each => each === parameters.get('range')) ?? RANGES[0];
  const interval =
    INTERVALS.find(each => each === parameters.get('interval')) ?? 'day';
  const today = DateTime.utc();
  const change = (name: string, value: string) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return {
    range,
    interval,
    query: {
      from: today.minus({ days: DAYS[range] - 1 }).toISODate(),
      to: today.toISODate(),
      interval,
    },
    setRange: value => change('range', value),
    setInterval: value => change('interval', value),
  };
}
