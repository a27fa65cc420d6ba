import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SpecCoverageApi } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * The client of the spec-coverage backend, as the cards and tabs of this plugin use it.
 *
 * @public
 */
export const specCoverageApiRef = createApiRef<SpecCoverageApi>().with({
  id: 'plugin.spec-coverage.client',
  pluginId: 'spec-coverage',
});
