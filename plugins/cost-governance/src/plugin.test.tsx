import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { LEDGER_TEAM } from './__testUtils__/fixtures';
import plugin from './plugin';

describe('the plugin in an app of the new frontend system', () => {
  const card = plugin.getExtension('entity-card:cost-governance/llm-tokens');
  const tab = plugin.getExtension('entity-content:cost-governance/llm-usage');

  it('has the extensions that app-config refers to', () => {
    expect(plugin.getExtension('api:cost-governance')).toBeDefined();
    expect(plugin.getExtension('page:cost-governance')).toBeDefined();
    expect(card).toBeDefined();
    expect(tab).toBeDefined();
  });

  it.each([
    ['Group', true],
    ['User', true],
    ['Component', false],
    ['System', false],
  ])('is shown for a %s: %s', (kind, isShown) => {
    const entity = { ...LEDGER_TEAM, kind };
    const ofCard = createExtensionTester(card).get(
      EntityCardBlueprint.dataRefs.filterFunction,
    );
    const ofTab = createExtensionTester(tab).get(
      EntityContentBlueprint.dataRefs.filterFunction,
    );
    expect(ofCard?.(entity)).toBe(isShown);
    expect(ofTab?.(entity)).toBe(isShown);
  });
});
