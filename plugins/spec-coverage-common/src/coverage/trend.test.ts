import fc from 'fast-check';
import { arbitraryState } from '../__testUtils__/arbitraries';
import {
  countStates,
  coveragePercentage,
  type LatencyCount,
  latencyPercentiles,
} from './coverage';
import {
  type CoverageDayRecord,
  coverageTrend,
  mondayOf,
  type TrendRange,
} from './trend';

const DAY_MS = 24 * 3_600_000;
// A Thursday before the last day of February of a leap year.
const BEGIN = Date.parse('2024-02-22');

function day(index: number): string {
  return new Date(BEGIN + index * DAY_MS).toISOString().slice(0, 10);
}

const arbitraryActivity = fc.record({
  new: fc.nat(5),
  proven: fc.nat(5),
  drifted: fc.nat(5),
});

const arbitraryLatencies: fc.Arbitrary<LatencyCount[]> = fc.array(
  fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 3 })),
  { maxLength: 4 },
);

/** What is kept of some of 40 days. */
const arbitraryRecords: fc.Arbitrary<CoverageDayRecord[]> = fc
  .uniqueArray(fc.nat(40), { maxLength: 12 })
  .chain(days =>
    fc.tuple(
      ...[...days]
        .sort((a, b) => a - b)
        .map(index =>
          fc.record({
            date: fc.constant(day(index)),
            counts: fc
              .array(arbitraryState, { maxLength: 6 })
              .map(states => countStates(states)),
            specs: fc.nat(5),
            provenSpecs: fc.nat(5),
            activity: arbitraryActivity,
            proofLatencies: arbitraryLatencies,
          }),
        ),
    ),
  );

const arbitraryRange: fc.Arbitrary<TrendRange> = fc
  .tuple(fc.nat(45), fc.nat(45), fc.constantFrom('day', 'week'))
  .map(([a, b, interval]) => ({
    from: day(Math.min(a, b)),
    to: day(Math.max(a, b)),
    interval: interval as TrendRange['interval'],
  }));

/** Days from one to another, both included. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** The last day of what a point stands for. */
function endOf(date: string, { interval, to }: TrendRange): string {
  const end =
    interval === 'day'
      ? date
      : new Date(Date.parse(date) + 6 * DAY_MS).toISOString().slice(0, 10);
  return end < to ? end : to;
}

describe('coverageTrend', () => {
  it('has no point where nothing is known, and none is made up', () => {
    expect(
      coverageTrend([], { from: day(0), to: day(20), interval: 'day' }),
    ).toEqual([]);
  });

  it('has one point for each day since the first that is known of, and no other', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        const { from, to } = range;
        const first = records[0]?.date;
        const known =
          first === undefined
            ? []
            : daysBetween(from, to).filter(date => date >= first);
        expect(
          coverageTrend(records, { ...range, interval: 'day' }).map(
            ({ date }) => date,
          ),
        ).toEqual(known);
      }),
    );
  });

  it('has one point for each week, from Monday on, that touches those days', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        const days = coverageTrend(records, { ...range, interval: 'day' });
        const weeks = coverageTrend(records, { ...range, interval: 'week' });
        const mondays = days.map(({ date }) => {
          const back = (new Date(date).getUTCDay() + 6) % 7;
          return new Date(Date.parse(date) - back * DAY_MS)
            .toISOString()
            .slice(0, 10);
        });
        expect(weeks.map(({ date }) => date)).toEqual([...new Set(mondays)]);
      }),
    );
  });

  it('ends each point with what is known at its end: a day on which nothing happened carries on', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        for (const point of coverageTrend(records, range)) {
          const last = records
            .filter(record => record.date <= endOf(point.date, range))
            .at(-1)!;
          expect(point).toMatchObject({
            counts: last.counts,
            specs: last.specs,
            provenSpecs: last.provenSpecs,
          });
          expect(point.percentage).toBe(coveragePercentage(last.counts));
        }
      }),
    );
  });

  it('adds up to all that happened in the time, by day and by week alike', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        const within = records.filter(
          ({ date }) => date >= range.from && date <= range.to,
        );
        const points = coverageTrend(records, range);
        for (const activity of ['new', 'proven', 'drifted'] as const) {
          const sum = (
            all: ReadonlyArray<Pick<CoverageDayRecord, 'activity'>>,
          ) => all.reduce((total, one) => total + one.activity[activity], 0);
          expect(sum(points)).toBe(sum(within));
        }
      }),
    );
  });

  it('has of each point the latencies of just its proofs', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        for (const point of coverageTrend(records, range)) {
          const begin = point.date < range.from ? range.from : point.date;
          const proofs = records.filter(
            ({ date }) => date >= begin && date <= endOf(point.date, range),
          );
          expect(point.proofLatency).toEqual(
            latencyPercentiles(proofs.flatMap(proof => proof.proofLatencies)),
          );
        }
      }),
    );
  });

  it('is the same whether percentiles of days are known already or not', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        expect(
          coverageTrend(
            records.map(record => ({
              ...record,
              proofLatency: latencyPercentiles(record.proofLatencies),
            })),
            range,
          ),
        ).toEqual(coverageTrend(records, range));
      }),
    );
  });

  it('is the same where percentiles of weeks so far are known, and the proofs of whole weeks are not', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, range) => {
        const kept = records.map((record): CoverageDayRecord => {
          const monday = mondayOf(record.date);
          const weekSoFar = records.filter(
            ({ date }) => date >= monday && date <= record.date,
          );
          return {
            ...record,
            proofLatency: latencyPercentiles(record.proofLatencies),
            weekProofLatency:
              record.proofLatencies.length > 0
                ? latencyPercentiles(
                    weekSoFar.flatMap(each => each.proofLatencies),
                  )
                : undefined,
            proofLatencies:
              range.interval === 'week' && monday >= range.from
                ? []
                : record.proofLatencies,
          };
        });
        expect(coverageTrend(kept, range)).toEqual(
          coverageTrend(records, range),
        );
      }),
    );
  });

  it('says the same of a day whatever the first day is that is asked for', () => {
    fc.assert(
      fc.property(arbitraryRecords, arbitraryRange, (records, { from, to }) => {
        const all = coverageTrend(records, {
          from: day(0),
          to,
          interval: 'day',
        });
        expect(coverageTrend(records, { from, to, interval: 'day' })).toEqual(
          all.filter(({ date }) => date >= from),
        );
      }),
    );
  });
});
