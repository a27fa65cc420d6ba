import type { Entity } from '@backstage/catalog-model';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { LEDGER } from './__testUtils__/fixtures';
import plugin from './plugin';

describe('the plugin in an app of the new frontend system', () => {
  const card = plugin.getExtension('entity-card:spec-coverage/summary');
  const tab = plugin.getExtension('entity-content:spec-coverage/coverage');

  it('has the extensions that app-config refers to', () => {
    expect(plugin.getExtension('api:spec-coverage')).toBeDefined();
    expect(card).toBeDefined();
    expect(tab).toBeDefined();
    expect(plugin.getExtension('page:spec-coverage')).toBeDefined();
    expect(
      plugin.getExtension('home-page-widget:spec-coverage/coverage'),
    ).toBeDefined();
  });

  it.each([
    ['Component', true],
    ['System', true],
    ['Domain', true],
    ['API', true],
    ['Resource', true],
    ['Spec', true],
    ['UserStory', true],
    ['User', false],
    ['Group', false],
    ['Location', false],
  ])('is shown for a %s: %s', (kind, shown) => {
    const entity: Entity = { ...LEDGER, kind };
    const ofCard = createExtensionTester(card).get(
      EntityCardBlueprint.dataRefs.filterFunction,
    );
    const ofTab = createExtensionTester(tab).get(
      EntityContentBlueprint.dataRefs.filterFunction,
    );
    expect(ofCard?.(entity)).toBe(shown);
    expect(ofTab?.(entity)).toBe(shown);
  });

  it.each([
    ['document', 'Spec'],
    ['specifies', 'Spec'],
    ['user-stories', 'Spec'],
    ['user-story-of', 'UserStory'],
  ] as const)('shows the card %s for the kind %s only', (name, shownFor) => {
    const filter = createExtensionTester(
      plugin.getExtension(`entity-card:spec-coverage/${name}`),
    ).get(EntityCardBlueprint.dataRefs.filterFunction);
    const kinds = ['Component', 'System', 'Spec', 'UserStory', 'Group'];
    expect(kinds.filter(kind => filter?.({ ...LEDGER, kind }))).toEqual([
      shownFor,
    ]);
  });
});
