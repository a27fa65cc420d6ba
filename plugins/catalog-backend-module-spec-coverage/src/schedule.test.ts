import { ConfigReader } from '@backstage/config';
import { readSchedule } from './schedule';

function scheduleOf(schedule: object | undefined) {
  return readSchedule(
    new ConfigReader({
      catalog: { providers: { specCoverage: { schedule } } },
    }),
  );
}

describe('readSchedule', () => {
  it('is every 10 seconds where nothing is configured', () => {
    const schedule = { frequency: { seconds: 10 }, timeout: { minutes: 5 } };
    expect(readSchedule(new ConfigReader({}))).toEqual(schedule);
    expect(scheduleOf(undefined)).toEqual(schedule);
  });

  it('is what the configuration says', () => {
    expect(
      scheduleOf({ frequency: 'PT1M', timeout: { minutes: 2 } }),
    ).toMatchObject({ frequency: { minutes: 1 }, timeout: { minutes: 2 } });
  });

  it('names the key of what is no schedule', () => {
    expect(() => scheduleOf({ frequency: 'often', timeout: '1m' })).toThrow(
      /catalog\.providers\.specCoverage\.schedule is no schedule.*'often'/,
    );
  });
});
