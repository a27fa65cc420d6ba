import { DateTime } from 'luxon';
import { useSearchParams } from 'react-router-dom';

/** How far back one can look, as the address says it. */
export const RANGES = ['week', 'month', 'quarter'] as const;

/** How far back one looks. @internal */
export type Range = (typeof RANGES)[number];

const DAYS: Record<Range, number> = { week: 7, month: 30, quarter: 90 };

/** A range as parameters of the backend: UTC days, today the last of them. @internal */
export function rangeOf(range: Range): { from: string; to: string } {
  const today = DateTime.utc();
  return {
    from: today.minus({ days: DAYS[range] - 1 }).toISODate(),
    to: today.toISODate(),
  };
}

/**
 * Reads and changes the part of the address that says how far back one looks.
 *
 * @internal
 */
export function useRange(): [Range, (range: Range) => void] {
  const [parameters, setParameters] = useSearchParams();
  const range =
    RANGES.find(each => each === parameters.get('range')) ?? 'month';
  return [
    range,
    value =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          next.set('range', value);
          return next;
        },
        { replace: true },
      ),
  ];
}
