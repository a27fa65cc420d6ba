import { DateTime } from 'luxon';

/** How long a stop may be chosen to last. */
export const DURATIONS = ['open', 'quarter', 'hour', 'day', 'moment'] as const;

/** How long a stop lasts. @internal */
export type StopDuration = (typeof DURATIONS)[number];

const MINUTES = { quarter: 15, hour: 60, day: 24 * 60 };

/**
 * When calls are allowed again by themselves; `undefined` where somebody has to allow them, and for a moment that is no moment.
 *
 * @param moment - what was typed into the field for a moment of one's choice, in the time zone of the browser
 * @internal
 */
export function untilOf(
  duration: StopDuration,
  moment: string,
  now: DateTime,
): DateTime | undefined {
  switch (duration) {
    case 'open':
      return undefined;
    case 'moment': {
      const parsed = DateTime.fromISO(moment);
      return parsed.isValid ? parsed : undefined;
    }
    default:
      return now.plus({ minutes: MINUTES[duration] });
  }
}
