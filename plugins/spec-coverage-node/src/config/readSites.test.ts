import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSites, readWebhookSecrets } from './readSites';

function read(jira: unknown) {
  return readSites(
    new ConfigReader({ specCoverage: { sources: { jira } } } as JsonObject),
    'jira',
    'jira',
  );
}

describe('readSites', () => {
  it('reads one site, several, or none', () => {
    expect(read(undefined)).toEqual([]);
    expect(read({ baseUrl: 'x' })).toMatchObject([
      { id: 'jira', key: 'specCoverage.sources.jira' },
    ]);
    expect(read([{ id: 'a' }, { id: 'b-2' }])).toMatchObject([
      { id: 'a', key: 'specCoverage.sources.jira[0]' },
      { id: 'b-2', key: 'specCoverage.sources.jira[1]' },
    ]);
  });

  it.each([
    [{ id: 'A' }, "jira.id is 'A'"],
    [{ id: 'a:b' }, "jira.id is 'a:b'"],
    [[{ id: '' }], 'id'],
    [[{}, {}], 'jira[0] and specCoverage.sources.jira[1]'],
  ])('refuses %j', (sites, words) => {
    expect(() => read(sites)).toThrow(words);
  });
});

describe('readWebhookSecrets', () => {
  const secrets = (webhookSecret: unknown) =>
    readWebhookSecrets(read({ webhookSecret })[0]);

  it('reads none, one, or two', () => {
    expect(secrets(undefined)).toEqual([]);
    expect(secrets('a')).toEqual(['a']);
    expect(secrets(['a', 'b'])).toEqual(['a', 'b']);
  });

  it.each(['', '  ', [], [''], ['a', ''], ['a', 'b', 'c'], 1, [1], {}])(
    'refuses %j, and names the key',
    value => {
      expect(() => secrets(value)).toThrow(
        'specCoverage.sources.jira.webhookSecret',
      );
    },
  );
});
