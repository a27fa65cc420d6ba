import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  type SpecSource,
  specSourcesExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createSourceState } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import specCoverageModuleGithub from './index';

async function start(config: object) {
  const sources: SpecSource[] = [];
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  const backend = await startTestBackend({
    extensionPoints: [
      [
        specSourcesExtensionPoint,
        {
          addSource: (source: SpecSource) => sources.push(source),
          stateOf: () => createSourceState(),
        },
      ],
    ],
    features: [
      specCoverageModuleGithub,
      mockServices.rootConfig.factory({ data: config as never }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events.forPlugin('spec-coverage'),
      }),
    ],
  });
  return { backend, events, sources };
}

const integrations = {
  github: [
    { host: 'github.com', token: 'one' },
    {
      host: 'ghe.example.com',
      apiBaseUrl: 'https://ghe.example.com/api/v3',
      token: 'two',
    },
  ],
};

function withGithub(github: unknown) {
  return { integrations, specCoverage: { sources: { github } } };
}

describe('specCoverageModuleGithub', () => {
  it('adds nothing when it is not configured', async () => {
    const { backend, sources } = await start({});
    await backend.stop();
    expect(sources).toEqual([]);
  });

  it('adds a source for each site, with a webhook where there is a secret', async () => {
    const { backend, sources } = await start(
      withGithub([
        { webhookSecret: ['new', 'old'] },
        { id: 'github-internal', host: 'ghe.example.com' },
      ]),
    );
    await backend.stop();
    expect(
      sources.map(({ id, webhook }) => [id, webhook !== undefined]),
    ).toEqual([
      ['github', true],
      ['github-internal', false],
    ]);
  });

  it('takes push events that the portal gets elsewhere', async () => {
    const { backend, events, sources } = await start(
      withGithub({ webhookSecret: 'secret' }),
    );
    const [source] = sources;
    const hints: unknown[] = [];
    const stop = new AbortController();
    const watching = source.watch!(async found => {
      hints.push(found);
    }, stop.signal);
    const push = (url: string, ref = 'refs/heads/main') => ({
      topic: 'github.push',
      eventPayload: {
        ref,
        commits: [{ added: ['docs/a.md'], modified: [], removed: [] }],
        repository: {
          full_name: 'acme/payments',
          default_branch: 'main',
          html_url: `${url}/acme/payments`,
        },
      },
    });
    await events.publish(push('https://github.com'));
    await events.publish(push('https://github.com', 'refs/heads/other'));
    await events.publish(push('https://ghe.example.com'));
    await events.publish({ topic: 'github.push', eventPayload: null });
    expect(hints).toEqual([{ specRefs: ['github:acme/payments/docs/a.md'] }]);
    stop.abort();
    await watching;
    await backend.stop();
  });

  it.each([
    [{ host: 'other.example.com' }, 'integrations.github has no entry'],
    [{ webhookSecret: '' }, 'specCoverage.sources.github.webhookSecret'],
    [{ webhookSecret: ['a', 'b', 'c'] }, 'has 3 secrets'],
    [{ id: 'GitHub' }, "id is 'GitHub'"],
    [[{}, {}], 'the same id'],
    [{ redeliver: { hookId: 1 } }, 'either organization, or repository'],
    [{ redeliver: { organization: 'a', hookId: 0 } }, 'hookId is 0'],
    [{ redeliver: { repository: 'a', hookId: 1 } }, '<owner>/<repository>'],
    [
      { redeliver: { organization: 'a', hookId: 1, frequency: '5s' } },
      'at least a minute',
    ],
  ])('refuses %j', async (github, words) => {
    await expect(start(withGithub(github))).rejects.toThrow(words);
  });
});
