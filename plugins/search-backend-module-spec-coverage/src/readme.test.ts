import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  type CatalogProcessorEntityResult,
  parseEntityYaml,
} from '@backstage/plugin-catalog-node';
import { readCollatorConfig } from './config';

const readme = readFileSync(
  resolvePackagePath(
    '@proofline/backstage-plugin-search-backend-module-spec-coverage',
    'README.md',
  ),
  'utf8',
);

describe('README', () => {
  it('shows the defaults', () => {
    const [, yaml] = /^```yaml\n([^]*?)^```$/m.exec(readme)!;
    // The parser of the catalog takes any object for an entity.
    const [result] = parseEntityYaml(yaml, {
      type: 'file',
      target: 'README.md',
    });
    const { entity } = result as CatalogProcessorEntityResult;
    expect(
      readCollatorConfig(new ConfigReader({ ...entity } as never)),
    ).toEqual(readCollatorConfig(new ConfigReader({})));
  });
});
