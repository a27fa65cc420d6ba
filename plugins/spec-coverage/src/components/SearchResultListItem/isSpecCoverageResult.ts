import type { SearchResult } from '@backstage/plugin-search-common';
import { SPEC_COVERAGE_DOCUMENT_TYPE } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * Whether a result of the search is one of this plugin.
 *
 * @internal
 */
export function isSpecCoverageResult(result: SearchResult): boolean {
  return result.type === SPEC_COVERAGE_DOCUMENT_TYPE;
}
