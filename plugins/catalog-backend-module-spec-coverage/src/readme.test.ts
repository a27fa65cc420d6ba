import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  type CatalogProcessorEntityResult,
  parseEntityYaml,
} from '@backstage/plugin-catalog-node';
import { relationsOf, TestCatalog } from './__testUtils__/TestCatalog';
import { readSchedule } from './schedule';

jest.setTimeout(60_000);

const readme = readFileSync(
  resolvePackagePath(
    '@proofline/backstage-plugin-catalog-backend-module-spec-coverage',
    'README.md',
  ),
  'utf8',
);
const snippets = [...readme.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
  ([, snippet]) => snippet,
);

function snippetsWith(text: string): string[] {
  return snippets.filter(snippet => snippet.includes(text));
}

/** Reads YAML with the parser of the catalog, which takes any object for an entity. */
function readYaml(yaml: string): ConstructorParameters<typeof ConfigReader>[0] {
  const location = { type: 'file', target: 'README.md' };
  const [result] = [...parseEntityYaml(yaml, location)];
  return JSON.parse(
    JSON.stringify((result as CatalogProcessorEntityResult).entity),
  );
}

describe('README', () => {
  const catalog = new TestCatalog();

  afterEach(async () => {
    await catalog.stop();
  });

  it('shows entities that the catalog takes, with the rules that it shows', async () => {
    const [rules] = snippetsWith('rules:');
    const entities = snippetsWith('apiVersion:');
    expect(entities).toHaveLength(2);

    await catalog.start(
      { 'catalog-info.yaml': entities.join('---\n') },
      {
        allow: new ConfigReader(readYaml(rules))
          .getConfigArray('catalog.rules')
          .flatMap(rule => rule.getStringArray('allow')),
      },
    );
    const found = await catalog.until(all => {
      expect([...all.keys()].sort()).toEqual([
        'component:default/ledger',
        'spec:default/files.specs__ledger.md',
        'spec:default/jira.pay-142',
        'userstory:default/jira.pay-10',
        'userstory:default/refunds',
      ]);
      expect(
        relationsOf(all.get('userstory:default/jira.pay-10')),
      ).toHaveLength(3);
    });
    expect(relationsOf(found.get('spec:default/jira.pay-142'))).toEqual([
      'hasUserStory userstory:default/jira.pay-10',
      'hasUserStory userstory:default/refunds',
      'ownedBy group:default/payments',
      'specifies component:default/ledger',
    ]);
    expect(found.get('spec:default/jira.pay-142')?.metadata.title).toBe(
      'How the ledger keeps its balance',
    );
  });

  it('shows the default schedule', () => {
    const [schedule] = snippetsWith('schedule:');
    expect(readSchedule(new ConfigReader(readYaml(schedule)))).toEqual(
      readSchedule(new ConfigReader({})),
    );
  });
});
