import { DateTime } from 'luxon';
import { untilOf } from './request';

describe('untilOf', () => {
  const now = DateTime.fromISO('2026-11-25T12:00:00Z');

  it.each([
    ['quarter', '2026-11-25T12:15:00.000Z'],
    ['hour', '2026-11-25T13:00:00.000Z'],
    ['day', '2026-11-26T12:00:00.000Z'],
    ['open', undefined],
  ] as const)('takes %s for %s', (duration, end) => {
    expect(untilOf(duration, '', now)?.toUTC().toISO()).toBe(end);
  });

  it('takes a moment in the time zone of the browser', () => {
    expect(untilOf('moment', '2026-11-25T18:30', now)?.toMillis()).toBe(
      new Date(2026, 10, 25, 18, 30).getTime(),
    );
  });

  it('takes what is no moment for none', () => {
    expect(untilOf('moment', '', now)).toBeUndefined();
  });
});
