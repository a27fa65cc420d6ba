import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { keyWords } from './words/keys';
import { killSwitchWords } from './words/killSwitch';
import { pageWords } from './words/page';
import { tenantWords } from './words/tenant';

/**
 * All words of this plugin, to be translated or reworded.
 *
 * @public
 */
export const costGovernanceTranslationRef = createTranslationRef({
  id: 'plugin.cost-governance',
  messages: {
    ...tenantWords,
    ...keyWords,
    ...killSwitchWords,
    ...pageWords,
  },
});
