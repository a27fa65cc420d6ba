import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';
import { SPEC_COVERAGE_DOCUMENT_TYPE } from '@proofline/backstage-plugin-spec-coverage-common';
import { isSpecCoverageResult } from './components/SearchResultListItem/isSpecCoverageResult';

/**
 * What is found of this plugin, on the search page.
 *
 * @internal
 */
export const searchResultListItem = SearchResultListItemBlueprint.make({
  params: {
    icon: <RiShieldCheckLine />,
    predicate: isSpecCoverageResult,
    component: () =>
      import('./components/SearchResultListItem').then(
        m => m.SearchResultListItem,
      ),
  },
});

/**
 * Narrows the search page to what is found of this plugin.
 *
 * @internal
 */
export const searchResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: SPEC_COVERAGE_DOCUMENT_TYPE,
    name: 'Specs',
    icon: <RiShieldCheckLine />,
  },
});
