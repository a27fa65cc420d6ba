import type { ReactNode } from 'react';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';

/**
 * What a result of the search is shown from.
 *
 * @public
 */
export interface SpecCoverageSearchResultListItemProps {
  /** What was found, a `SpecCoverageDocument`. */
  result?: SearchDocument;
  /** Where the words that were searched for are in it. */
  highlight?: ResultHighlight;
  icon?: ReactNode;
}
