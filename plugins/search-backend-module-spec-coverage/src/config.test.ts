import { ConfigReader } from '@backstage/config';
import { readCollatorConfig } from './config';

function configOf(specCoverage: object | undefined) {
  return readCollatorConfig(
    new ConfigReader({ search: { collators: { specCoverage } } } as never),
  );
}

describe('readCollatorConfig', () => {
  it('has a default for everything', () => {
    const defaults = {
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 10 },
      },
      locationTemplate: '/catalog/:namespace/:kind/:name',
      visibility: 'spec',
    };
    expect(readCollatorConfig(new ConfigReader({}))).toEqual(defaults);
    expect(configOf(undefined)).toEqual(defaults);
  });

  it('is what the configuration says', () => {
    expect(
      configOf({
        schedule: { frequency: 'PT1H', timeout: { minutes: 5 } },
        locationTemplate: '/entities/:name',
        visibility: 'entity',
      }),
    ).toMatchObject({
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
      locationTemplate: '/entities/:name',
      visibility: 'entity',
    });
  });

  it('names the key of what cannot be used', () => {
    expect(() =>
      configOf({ schedule: { frequency: 'often', timeout: '1m' } }),
    ).toThrow(/search\.collators\.specCoverage\.schedule is no schedule/);
    expect(() => configOf({ visibility: 'nobody' })).toThrow(
      "search.collators.specCoverage.visibility is 'nobody': expected one of spec, entity",
    );
  });
});
